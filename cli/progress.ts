import type { Context } from "./context.ts";

const quietMilliseconds = 1000;

/** Waits for `work`, and says on standard error what is under way once it takes longer than a second. */
export async function withProgress<T>({ process: { stderr } }: Context, doing: string, work: Promise<T>): Promise<T> {
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    if (stderr.isTTY === true) stderr.write(`\r${doing} … ${seconds} s`);
    else if (seconds === 1) stderr.write(`${doing} …\n`);
  }, quietMilliseconds);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (stderr.isTTY === true && seconds > 0) stderr.write(`\r${" ".repeat(doing.length + 12)}\r`);
  }
}

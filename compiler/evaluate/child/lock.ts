/**
 * Closes what Node leaves open
 *
 * Node's permission model denies files, processes, workers and add-ons; Node 26 denies the network too. Earlier versions do not, and all of them leave ways
 * to the modules that act (`process.getBuiltinModule`, `Module._load`). Definitions come from whoever opened the pull request, so each way is closed here,
 * on every version, before the first of them runs.
 */
import module from "node:module";
import { freezeIntrinsics } from "./freeze.ts";
import type { Refusals } from "./refusals.ts";
import { setTraps } from "./traps.ts";

const dangerous =
  "getBuiltinModule binding _linkedBinding kill _kill dlopen _debugProcess _debugEnd _startProfilerIdleNotifier reallyExit abort _rawDebug chdir".split(
    " ",
  );

/** Locks this process. `print` takes what definitions write with `console`. */
export function lock(refusals: Refusals, print: (line: string) => void): void {
  const real = process;
  for (const name of dangerous) Reflect.deleteProperty(real, name);
  Reflect.set(module, "_load", () => {
    throw refusals.refuse("load/not-allowed", "Module._load()");
  });
  Object.defineProperty(globalThis, "console", { value: printer(print), writable: true, enumerable: false, configurable: true });
  freezeIntrinsics(setTraps(refusals));
}

/** A console of our own: Node's holds the streams of the process, and these hold sockets. */
function printer(print: (line: string) => void): object {
  const write = (...words: readonly unknown[]): void => print(words.map(shown).join(" "));
  const quiet = (): undefined => undefined;
  const table = { log: write, info: write, debug: write, warn: write, error: write, trace: write, dir: write, table: write, group: write };
  return Object.freeze({ ...table, groupEnd: quiet, assert: quiet, count: quiet, time: quiet, timeEnd: quiet, timeLog: quiet });
}

function shown(word: unknown): string {
  if (typeof word === "string") return word;
  try {
    return JSON.stringify(word) ?? String(word);
  } catch {
    return Object.prototype.toString.call(word);
  }
}

/**
 * What a command costs: CPU time of it and of all its children, and the largest memory of any one of them
 *
 * CPU time is user and system time as the shell's own `time` counts it, so bash is needed. Memory is read from /proc while the command runs, so it is known
 * on Linux only. Wall-clock time is not measured: the machines that run this are shared.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";

export interface Cost {
  /** Seconds of user and system time. */
  readonly cpu: number;
  /** Megabytes; zero where the system does not tell. */
  readonly memory: number;
}

export interface Command {
  readonly words: readonly string[];
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs before the command and is not counted. */
  readonly before?: () => void;
}

const timed = `TIMEFORMAT='cpu %3U %3S'; time "$@" 3>&2 2>&3`;

/** Runs a command once. Throws, with what it printed, where it ends with anything but 0. */
export async function costOf({ words, folder, environment = {}, before }: Command): Promise<Cost> {
  before?.();
  const child = spawn("bash", ["-c", timed, "bash", ...words], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  let memory = 0;
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const watch = setInterval(() => {
    memory = Math.max(memory, largestBelow(child.pid));
  }, 20);
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  clearInterval(watch);
  const [, user, system] = /cpu (\d+\.\d+) (\d+\.\d+)\s*$/.exec(said) ?? [];
  if (code !== 0 || user === undefined) throw new Error(`${words.join(" ")} ended with ${code}:\n${said.slice(-2_000)}`);
  return { cpu: Number(user) + Number(system), memory };
}

/** Runs commands in turn, `rounds` times, and gives the least that each of them cost: what is above it, the machine's other work caused. */
export async function leastCosts<Name extends string>(
  commands: Readonly<Record<Name, Command>>,
  rounds: number,
): Promise<Readonly<Record<Name, Cost>>> {
  const least = new Map<string, Cost>();
  for (let round = 0; round < rounds; round++)
    for (const [name, command] of Object.entries<Command>(commands)) {
      const cost = await costOf(command);
      const before = least.get(name);
      least.set(name, before === undefined ? cost : { cpu: Math.min(cost.cpu, before.cpu), memory: Math.max(cost.memory, before.memory) });
    }
  return Object.fromEntries(least) as Record<Name, Cost>;
}

/** The largest memory that any process below this one ever had. */
function largestBelow(pid: number | undefined): number {
  let largest = 0;
  for (const child of childrenOf(pid)) {
    const kilobytes = Number(/^VmHWM:\s*(\d+)/m.exec(readText(`/proc/${child}/status`))?.[1] ?? 0);
    largest = Math.max(largest, kilobytes / 1_000, largestBelow(child));
  }
  return largest;
}

function childrenOf(pid: number | undefined): readonly number[] {
  return readText(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

/** What a file was refused while it was evaluated: kept here as well as thrown, because the file may catch what is thrown. */

import type { Fault } from "../protocol.ts";
import { refusedWords } from "../refused-words.ts";

export type RefusalCode = "load/not-allowed" | "load/not-deterministic" | "load/endless" | "load/import";

export interface Refusals {
  /** Notes that `what` was refused, and gives back the error to throw. */
  refuse(code: RefusalCode, what: string): Error;
  /** Takes what was refused since the last call. */
  take(): readonly Fault[];
  isRefusal(error: unknown): boolean;
}

/** More than this a file: something tries again and again. */
const most = 20;

/** Opens an empty book. */
export function openRefusals(): Refusals {
  const found: Fault[] = [];
  const errors = new WeakSet<Error>();
  return {
    refuse(code, what) {
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 20;
      const error = new Error(`${what} ${refusedWords}`);
      Error.stackTraceLimit = stackTraceLimit;
      errors.add(error);
      if (found.length < most) found.push({ code, what, stack: stackOf(error) });
      return error;
    },
    take: () => found.splice(0),
    isRefusal: (error) => typeof error === "object" && error !== null && errors.has(error as Error),
  };
}

const longestStack = 4_000;
const longestMessage = 1_000;

/** The stack of anything that was thrown; the thrower may have put there what it likes. */
export function stackOf(thrown: unknown): string {
  try {
    const { stack } = thrown as { readonly stack?: unknown };
    return typeof stack === "string" ? stack.slice(0, longestStack) : "";
  } catch {
    return "";
  }
}

/** What anything that was thrown says, in one line. */
export function messageOf(thrown: unknown): string {
  try {
    if (typeof thrown === "object" && thrown !== null && "message" in thrown) {
      const { name, message } = thrown as { readonly name?: unknown; readonly message: unknown };
      return `${typeof name === "string" && name !== "Error" ? `${name}: ` : ""}${String(message)}`.slice(0, longestMessage);
    }
    const shown = typeof thrown === "string" ? JSON.stringify(thrown) : String(thrown);
    return `${shown}, which is no error`.slice(0, longestMessage);
  } catch {
    return "a value that cannot be shown";
  }
}

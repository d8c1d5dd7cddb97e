/** Runs test files with Node's own test runner, each in a process of its own. */
import { run } from "node:test";

export interface TestResult {
  readonly file: string;
  readonly name: string;
  readonly status: "passed" | "failed" | "left-out";
  readonly milliseconds: number;
  readonly message?: string;
}

interface TestEvent {
  readonly name: string;
  readonly file?: string;
  readonly skip?: string | boolean;
  readonly todo?: string | boolean;
  readonly details: { readonly duration_ms?: number; readonly type?: string; readonly error?: unknown };
}

/** The results, as they come. `preload` is the URL of a module that each process imports first. */
export async function* runTestFiles(files: readonly string[], preload: string, signal: AbortSignal): AsyncIterable<TestResult> {
  const events = run({ files: [...files], concurrency: true, execArgv: ["--import", preload], signal });
  for await (const event of events as AsyncIterable<{ readonly type: string; readonly data: TestEvent }>) {
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    const { data } = event;
    if (data.details.type === "suite") continue;
    const isLeftOut = data.skip !== undefined && data.skip !== false;
    yield {
      file: data.file ?? data.name,
      name: data.name,
      status: event.type === "test:fail" ? "failed" : isLeftOut ? "left-out" : "passed",
      milliseconds: Math.round(data.details.duration_ms ?? 0),
      ...(event.type === "test:fail" && { message: messageOf(data.details.error) }),
    };
  }
}

/** The runner wraps what a test threw. */
function messageOf(error: unknown): string {
  const { cause } = (error ?? {}) as { readonly cause?: unknown };
  const own = cause ?? error;
  return own instanceof Error ? (own.stack ?? own.message) : String(own);
}

/**
 * What an engine's server is to a target
 *
 * The target says which requests to make and what the answers mean; whoever calls it brings the connection, with its timeouts and repetitions.
 */
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";

export interface ServerRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Behind the server's address, query included, as in "/api/v3/workflows". */
  readonly path: string;
  /** Data that is sent as JSON, or a form with files. */
  readonly body?: unknown;
  /** Whether doing it twice is the same as once. Reading, replacing and removing is; a POST is not unless this says so. */
  readonly repeatable?: boolean;
  /** Statuses outside of 200 to 299 that the target understands: they are answers like any other. */
  readonly understood?: readonly number[];
}

export interface Answer {
  readonly status: number;
  /** What the JSON of the answer says; undefined where it has none. */
  readonly body: unknown;
}

export interface Server {
  /** Makes the request, again where that is safe. Throws a `ServerFault`. */
  readonly request: (request: ServerRequest) => Promise<Answer>;
}

/** Thrown where a request was not answered as hoped for. */
export class ServerFault extends Error {
  readonly diagnostic: Diagnostic;
  /** Whether the server may have done it all the same. */
  readonly uncertain: boolean;
  constructor(diagnostic: Diagnostic, uncertain: boolean) {
    super(diagnostic.message);
    this.name = "ServerFault";
    this.diagnostic = diagnostic;
    this.uncertain = uncertain;
  }
}

const mostTries = 3;

/** Does what must not be done twice: where it is uncertain whether it happened, looks before it does it again. */
export async function once(act: () => Promise<void>, hasHappened: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await act();
      return;
    } catch (error) {
      if (!(error instanceof ServerFault) || !error.uncertain) throw error;
      if (await hasHappened()) return;
      if (tries === mostTries) throw error;
    }
  }
}

/**
 * A thread that strips types
 *
 * Node's parser runs as WebAssembly, and a text that is nested a thousand deep breaks it for the rest of the thread. One such text must not take the other
 * files along, so from then on they are stripped in a thread that can be replaced.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";

export interface StripWorker {
  /** The text without types, or what the parser threw; undefined where it broke or did not come to an end. */
  strip(text: string): WorkerAnswer | undefined;
  end(): void;
}

type WorkerAnswer = { readonly text: string } | { readonly error: ParserError };

/** What is known of an error of the parser. */
export interface ParserError {
  readonly code?: string;
  readonly message: string;
  readonly stack?: string;
}

const patience = 10_000;

const program = `
const { workerData: { port, signal } } = require("node:worker_threads");
const { stripTypeScriptTypes } = require("node:module");
process.emitWarning = () => undefined;
port.on("message", (text) => {
  let answer;
  try {
    answer = { text: stripTypeScriptTypes(text) };
  } catch ({ code, message, stack }) {
    answer = { error: { code, message, stack } };
  }
  port.postMessage(answer);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});`;

/** Starts a thread; it does not keep the process alive. */
export function startStripWorker(): StripWorker {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(program, { eval: true, env: {}, workerData: { port: port2, signal }, transferList: [port2] });
  worker.unref();
  worker.on("error", () => undefined);
  return {
    strip(text) {
      Atomics.store(signal, 0, 0);
      port1.postMessage(text);
      Atomics.wait(signal, 0, 0, patience);
      return (receiveMessageOnPort(port1) as { readonly message: WorkerAnswer } | undefined)?.message;
    },
    end() {
      port1.close();
      void worker.terminate();
    },
  };
}

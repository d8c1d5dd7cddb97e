/** The child's ends of the pipes, read and written at once: module hooks cannot wait. */
import fs from "node:fs";
import { say, toChildDescriptor, toParentDescriptor } from "../protocol.ts";

interface Told {
  readonly kind: number;
  readonly text: string;
}

/** Few large reads and writes: each one costs as much as evaluating a small file. */
const chunkSize = 65_536;

export interface Pipe {
  /** The next file to evaluate, or the end. */
  next(): Told;
  /** Asks the parent and waits for its answer. */
  question(kind: number, text: string): string;
  /** Says something that has no answer. It leaves with the next question, or before this process waits. */
  say(kind: number, text: string): void;
}

/** Opens the pipes that the parent gave this process; `gone` is called where nobody writes any more. */
export function openPipe(gone: () => never): Pipe {
  // Taken now, so that what a definition does to the objects later changes nothing.
  const { readSync, writeSync } = fs;
  const { allocUnsafe, byteLength, concat } = Buffer;
  const waiting: Told[] = [];

  let input = allocUnsafe(0);
  let output: Buffer[] = [];
  let unsent = 0;

  function flush(): void {
    if (unsent === 0) return;
    const all = output.length === 1 && output[0] !== undefined ? output[0] : concat(output);
    output = [];
    unsent = 0;
    for (let written = 0; written < all.length; ) written += writeSync(toParentDescriptor, all, written, all.length - written);
  }
  /** Makes at least `wanted` bytes of input be there. What is ready to be sent goes first: the parent may wait for it. */
  function need(wanted: number): void {
    while (input.length < wanted) {
      flush();
      const room = allocUnsafe(Math.max(chunkSize, wanted - input.length));
      const read = readSync(toChildDescriptor, room, 0, room.length, null);
      if (read === 0) gone();
      input = input.length === 0 ? room.subarray(0, read) : concat([input, room.subarray(0, read)]);
    }
  }
  function receive(): Told {
    need(5);
    const size = input.readUInt32LE();
    need(5 + size);
    const told = { kind: input[4] ?? 0, text: input.toString("utf8", 5, 5 + size) };
    input = input.subarray(5 + size);
    return told;
  }
  function send(kind: number, text: string): void {
    const size = byteLength(text);
    const message = allocUnsafe(5 + size);
    message.writeUInt32LE(size);
    message[4] = kind;
    message.write(text, 5);
    output.push(message);
    unsent += message.length;
    if (unsent > chunkSize) flush();
  }
  return {
    next: () => waiting.shift() ?? receive(),
    question(kind, text) {
      send(kind, text);
      // Files that the parent sent ahead wait until this one is done.
      for (;;) {
        const told = receive();
        if (told.kind === say.answer) return told.text;
        waiting.push(told);
      }
    },
    say: send,
  };
}

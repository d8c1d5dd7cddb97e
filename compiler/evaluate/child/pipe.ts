/** The child's ends of the pipes, read and written at once: module hooks cannot wait. */
import fs from "node:fs";
import { say, toChildDescriptor, toParentDescriptor } from "../protocol.ts";

export interface Told {
  readonly kind: number;
  readonly text: string;
}

export interface Pipe {
  /** The next file to evaluate, or the end. */
  next(): Told;
  /** Asks the parent and waits for its answer. */
  question(kind: number, text: string): string;
  /** Says something that has no answer. */
  say(kind: number, text: string): void;
}

/** Opens the pipes that the parent gave this process. */
export function openPipe(): Pipe {
  // Taken now, so that what a definition does to the objects later changes nothing.
  const { readSync, writeSync } = fs;
  const { alloc, allocUnsafe, byteLength } = Buffer;
  const waiting: Told[] = [];

  function fill(buffer: Buffer): void {
    for (let filled = 0; filled < buffer.length; ) {
      const read = readSync(toChildDescriptor, buffer, filled, buffer.length - filled, null);
      if (read === 0) throw new Error("the parent is gone");
      filled += read;
    }
  }
  function receive(): Told {
    const head = alloc(5);
    fill(head);
    const body = allocUnsafe(head.readUInt32LE());
    fill(body);
    return { kind: head[4] ?? 0, text: body.toString("utf8") };
  }
  function send(kind: number, text: string): void {
    const size = byteLength(text);
    const message = allocUnsafe(5 + size);
    message.writeUInt32LE(size);
    message[4] = kind;
    message.write(text, 5);
    for (let written = 0; written < message.length; ) written += writeSync(toParentDescriptor, message, written, message.length - written);
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

/**
 * The regular files of a tar archive, in its order
 *
 * Streams: a member's bytes have to be read before the next is asked for; what was left is skipped. Links and devices are passed over,
 * names are only ever shown. A cut archive ends early.
 *
 * Source: POSIX.1-2017 pax, ustar interchange format; GNU tar's long names ("L").
 */
import type { Input } from "./input.ts";

const blockSize = 512;
const longestName = 4096;

export async function* untar(archive: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Input> {
  const reader = blockReader(bytes);
  let longName: string | undefined;
  for (;;) {
    const header = await reader.take(blockSize);
    if (header === undefined || header[0] === 0) return;
    const size = octal(header, 124, 12);
    if (size === undefined) return;
    const kind = String.fromCharCode(header[156] ?? 0);
    const padded = Math.ceil(size / blockSize) * blockSize;
    if (kind === "L" || kind === "x") {
      const body = size <= 1 << 20 ? await reader.take(padded) : undefined;
      if (body === undefined) return;
      const text = Buffer.from(body.subarray(0, size)).toString("utf8");
      longName = kind === "L" ? textUpToNul(text) : paxPath(text);
      continue;
    }
    const name = longName ?? nameOf(header);
    longName = undefined;
    if (kind !== "0" && kind !== "\0") {
      await reader.skip(padded);
      continue;
    }
    const member = reader.member(size);
    yield { name: `${archive}/${name.slice(0, longestName)}`, bytes: member.bytes };
    await reader.skip(padded - member.taken());
  }
}

function octal(header: Uint8Array, from: number, length: number): number | undefined {
  const text = textUpToNul(Buffer.from(header.subarray(from, from + length)).toString("latin1")).trim();
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : text === "" ? 0 : undefined;
}

function nameOf(header: Uint8Array): string {
  const name = textUpToNul(Buffer.from(header.subarray(0, 100)).toString("utf8"));
  const isUstar = Buffer.from(header.subarray(257, 262)).toString("latin1") === "ustar";
  const prefix = isUstar ? textUpToNul(Buffer.from(header.subarray(345, 500)).toString("utf8")) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

function textUpToNul(text: string): string {
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}

function paxPath(text: string): string | undefined {
  for (const line of text.split("\n")) {
    const path = /^\d{1,7} path=(.{1,4096})$/.exec(line)?.[1];
    if (path !== undefined) return path;
  }
  return undefined;
}

function blockReader(bytes: AsyncIterable<Uint8Array>) {
  const stream = bytes[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);

  async function fill(): Promise<boolean> {
    while (held.length === 0) {
      const next = await stream.next();
      if (next.done === true) return false;
      held = next.value;
    }
    return true;
  }

  async function* pieces(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0; ) {
      if (!(await fill())) return;
      const piece = held.subarray(0, left);
      held = held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  async function take(size: number): Promise<Uint8Array | undefined> {
    const taken: Uint8Array[] = [];
    for await (const piece of pieces(size)) taken.push(piece);
    const whole = Buffer.concat(taken);
    return whole.length === size ? whole : undefined;
  }

  async function skip(size: number): Promise<void> {
    for await (const _ of pieces(size));
  }

  function member(size: number) {
    let taken = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces(size)) {
        taken += piece.length;
        yield piece;
      }
    }
    return { bytes: counted(), taken: () => taken };
  }

  return { take, skip, member };
}

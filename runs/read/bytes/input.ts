/** Bytes that were opened to be read, in order and once. */
export interface Input {
  /** The path as it was given; of an archive's member "run.tar/logs/0.log"; "-" is standard input. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Why something could not be read: a sentence's end, such as "is damaged from byte 512 on". */
export interface Unread {
  readonly name: string;
  readonly problem: string;
}

/** Gives the first bytes, up to `most`, and a stream that still begins with them. */
export async function peek(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ readonly head: Uint8Array; readonly bytes: AsyncIterable<Uint8Array> }> {
  const stream = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < most) {
    const next = await stream.next();
    if (next.done === true) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  const head = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  return { head: head.subarray(0, most), bytes: again() };

  async function* again(): AsyncGenerator<Uint8Array> {
    yield* chunks;
    for (;;) {
      const next = await stream.next();
      if (next.done === true) return;
      yield next.value;
    }
  }
}

/** All bytes, or undefined where there are more than `most`. */
export async function collect(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ readonly whole: Uint8Array } | { readonly begun: AsyncIterable<Uint8Array> }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = bytes[Symbol.asyncIterator]();
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return { whole: Buffer.concat(chunks) };
    chunks.push(next.value);
    size += next.value.length;
    if (size > most) return { begun: rest(chunks, stream) };
  }
}

async function* rest(chunks: readonly Uint8Array[], stream: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return;
    yield next.value;
  }
}

/** Bytes as text; what is no UTF-8 is marked, and a mark of the byte order goes. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("utf8")
    .replace(/^\ufeff/, "");
}

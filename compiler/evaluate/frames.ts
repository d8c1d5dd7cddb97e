/** Messages over a stream: what the parent sends, and a reader that trusts no length. */

/** A message as bytes. */
export function frame(kind: number, text: string): Buffer {
  const size = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(5 + size);
  bytes.writeUInt32LE(size);
  bytes[4] = kind;
  bytes.write(text, 5);
  return bytes;
}

export interface FrameReader {
  /** Takes bytes as they come; calls back once a message. False where a message is larger than allowed: nothing after it can be read. */
  take(chunk: Buffer): boolean;
}

/** Reads messages of at most `largest` bytes. */
export function readFrames(largest: number, message: (kind: number, body: Buffer) => void): FrameReader {
  let chunks: Buffer[] = [];
  let have = 0;
  return {
    take(chunk) {
      chunks.push(chunk);
      have += chunk.length;
      while (have >= 5) {
        if ((chunks[0]?.length ?? 0) < 5) chunks = [Buffer.concat(chunks)];
        const size = chunks[0]?.readUInt32LE() ?? 0;
        if (size > largest) return false;
        if (have < 5 + size) return true;
        const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
        have -= 5 + size;
        chunks = have > 0 ? [all.subarray(5 + size)] : [];
        message(all[4] ?? 0, all.subarray(5, 5 + size));
      }
      return true;
    },
  };
}

/** More nesting than any definition has; what is deeper would overflow the stack of whoever walks it. */
const deepest = 500;

/** Why a JSON text that came from the child is not even parsed; undefined where it may be. */
export function refusedJson(body: Buffer): string | undefined {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < body.length; index++) {
    const byte = body[index];
    if (inText) {
      if (byte === 0x5c) index += 1;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > deepest) return "it is nested too deeply";
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return body.includes('"__proto__":') ? 'it uses the name "__proto__"' : undefined;
}

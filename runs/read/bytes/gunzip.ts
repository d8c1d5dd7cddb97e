import { createGunzip } from "node:zlib";

/** The bytes that a gzip stream holds; `onDamage` is told once where it is damaged or cut, and what was read before stands. */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>, onDamage: (problem: string) => void): AsyncGenerator<Uint8Array> {
  const unpacking = createGunzip();
  const feeding = feed();
  try {
    for await (const chunk of unpacking) yield chunk as Uint8Array;
  } catch {
    onDamage("is a damaged or cut gzip file; what came before the damage was read");
  } finally {
    unpacking.destroy();
    await feeding;
  }

  async function feed(): Promise<void> {
    try {
      for await (const chunk of bytes) {
        if (unpacking.destroyed) return;
        if (!unpacking.write(chunk)) await drained();
      }
      unpacking.end();
    } catch (error) {
      unpacking.destroy(error as Error);
    }
  }

  function drained(): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        unpacking.off("drain", go).off("close", go);
        resolve();
      };
      unpacking.on("drain", go).on("close", go);
    });
  }
}

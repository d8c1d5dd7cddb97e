import { createHash } from "node:crypto";

/** A UUID that is the same for the same data: an engine that has seen it has this very run. */
export function requestId(data: unknown): string {
  const hash = createHash("sha256").update(JSON.stringify(data)).digest("hex");
  // Version 8 is that of whoever makes it.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

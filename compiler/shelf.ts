/** A shelf for the files of a large platform: from a size on it packs their texts, which else would be most of the memory. */
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { Artifact } from "./artifact.ts";

export interface Shelf {
  /** The same file; its text is packed where the shelf is full. */
  put(artifact: Artifact): Artifact;
}

/** Characters that are kept as they are: packing and unpacking take a tenth of the time of making a text. */
const roomy = 128 * 1024 * 1024;

/** Opens an empty shelf. */
export function openShelf(room = roomy): Shelf {
  let filled = 0;
  return {
    put(artifact) {
      filled += artifact.text.length;
      return filled <= room ? artifact : packed(artifact);
    },
  };
}

function packed({ path, text, from }: Artifact): Artifact {
  // What comes back is the head of a buffer many times its size.
  const bytes = Uint8Array.from(zstdCompressSync(text));
  return {
    path,
    from,
    get text() {
      return zstdDecompressSync(bytes).toString("utf8");
    },
  };
}

import type { Artifact } from "../values/language.ts";

/** An output that is a file or folder, not a value; `format` names what it is ("parquet", "onnx"). */
export function artifact<const K extends string>(format: K): Artifact<K> {
  return { artifact: format };
}

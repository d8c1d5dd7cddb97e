import type { Lowering } from "./lowering.ts";

/** The template that does nothing, without a pod: what its caller gives it is worked out, and may fail. */
export function nothing({ templates, takeName, nothingName }: Lowering): string {
  if (nothingName.current === undefined) {
    nothingName.current = takeName("nothing");
    templates.push({ name: nothingName.current, inputs: { parameters: [{ name: "value" }] }, suspend: { duration: "0s" } });
  }
  return nothingName.current;
}

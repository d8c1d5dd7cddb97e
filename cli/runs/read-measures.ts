import path from "node:path";
import { joinMeasures, type Measures, measuresIn } from "../../runs/measure/prometheus.ts";
import { readData } from "../../runs/read/read-runs.ts";
import type { Context } from "../context.ts";
import { unreadableInput } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

/** What the files of `--metrics` measured. Throws cli/unreadable-input where one is no answer of Prometheus about pods. */
export async function readMeasures(context: Context, files: readonly string[]): Promise<Measures> {
  const found: Measures[] = [];
  for (const file of files) {
    const refuse = (problem: string): never => {
      throw new UsageError(unreadableInput.at(null, { name: file, problem }));
    };
    const options = {
      standardInput: context.standardInput ?? nothing(),
      onUnread: ({ problem }: { readonly problem: string }) => refuse(problem),
    };
    for await (const { documents } of readData([file === "-" ? file : path.resolve(context.folder, file)], options)) {
      for (const document of documents) found.push(measuresIn(document) ?? refuse("is no answer of Prometheus with series by pod"));
    }
  }
  return joinMeasures(found);
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

import { collect, textOf, type Unread } from "./bytes/input.ts";
import { type OpenOptions, openInputs } from "./bytes/open-inputs.ts";
import { documentsOf } from "./documents.ts";
import type { ObservedRun } from "./observed-run.ts";
import { readDocuments } from "./read-document.ts";

/** Larger documents are not read. */
const mostData = 1 << 26;

/** The runs of which the paths hold records, in order; what tells of no run is told to `onUnread`. */
export async function* readRuns(
  paths: readonly string[],
  options: OpenOptions & { readonly onUnread: (unread: Unread) => void },
): AsyncGenerator<ObservedRun> {
  for await (const { name, documents } of readData(paths, options)) {
    const runs = readDocuments(documents, name)?.runs?.() ?? [];
    if (runs.length === 0) options.onUnread({ name, problem: "tells of no run" });
    yield* runs;
  }
}

/** The data behind the paths, by input. */
export async function* readData(
  paths: readonly string[],
  options: OpenOptions,
): AsyncGenerator<{ readonly name: string; readonly documents: readonly unknown[] }> {
  for await (const input of openInputs(paths, options)) {
    const collected = await collect(input.bytes, mostData);
    if ("begun" in collected) {
      for await (const _ of collected.begun);
      options.onUnread({ name: input.name, problem: "is larger than 64 MiB, and was passed over" });
      continue;
    }
    const documents = await documentsOf(textOf(collected.whole));
    if (documents === undefined) options.onUnread({ name: input.name, problem: "is no data that is understood" });
    else yield { name: input.name, documents };
  }
}

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { locator } from "../../compiler/diagnostics/locate.ts";
import type { CallNumbers } from "../../schema/record.ts";

const folder = join(import.meta.dirname, "recorded");
const file = "every-word.flow.ts";
const text = readFileSync(join(folder, file), "utf8");

interface Recorded {
  readonly name: string;
  readonly kind: string;
  readonly calls: readonly CallNumbers[];
  readonly options: object;
  readonly nodes?: readonly Recorded[];
}

function record(): readonly Recorded[] {
  const printed = execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", join(folder, "print-records.ts")], {
    encoding: "utf8",
  });
  const { exported, problems } = JSON.parse(printed) as {
    readonly exported: readonly { readonly record: Recorded }[];
    readonly problems: readonly object[];
  };
  expect(problems).toEqual([]);
  return exported.flatMap(({ record: one }) => [one, ...(one.nodes ?? [])]);
}

/** The plain values among options, by their paths; what the recorder makes of references and bodies has another shape than the text. */
function* plainValues(
  options: object,
  path: readonly (string | number)[] = [],
): Iterable<readonly [path: readonly (string | number)[], value: unknown]> {
  if ("op" in options || "definition" in options) return;
  for (const [key, value] of Object.entries(options)) {
    const at = [...path, Array.isArray(options) ? Number(key) : key];
    if (["cases", "result", "body", "style", "until", "inputs", "outputs", "items"].includes(String(at[0]))) continue;
    if (typeof value === "object" && value !== null) yield* plainValues(value, at);
    else yield [at, value];
  }
}

it("finds every plain value that the recorder saw in the options of every word, as it is written", () => {
  const locate = locator(new Map([[file, text]]));
  const seen: string[] = [];
  for (const { name, kind, calls, options } of record()) {
    const sites = calls.map(([, line, column]) => ({ file, line, column }));
    // The options of a loop stand behind its items.
    const argument = kind === "forEach" ? 2 : 1;
    for (const [path, value] of plainValues(options)) {
      const { span, exact } = locate({ calls: sites, path: [argument, ...path] });
      const written = text.slice(span?.start, span?.end);
      expect([name, ...path, exact ? JSON.stringify(value) : "not exact"].join(" ")).toBe([name, ...path, written].join(" "));
      seen.push([name, ...path].join(" "));
    }
    expect(locate({ calls: sites, path: [] }).names).toEqual(
      kind === "branch" ? ["churn"] : kind === "flow" || kind === "gpuPool" ? [name] : expect.arrayContaining(["churn", name]),
    );
  }
  expect(seen).toEqual(
    expect.arrayContaining([
      "h100 node gpus",
      "churn tags 1",
      "per-shard parallelism",
      "count retry backoff initial",
      "small command 1",
      "large executor instances",
      "release expires",
      "explain source",
      "improve max",
      "tune resources gpu capacity 0",
      "report command 1",
    ]),
  );
  expect(seen.length).toBeGreaterThan(60);
});

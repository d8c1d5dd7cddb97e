import fc from "fast-check";
import { expect, it } from "vitest";
import { lockedImages } from "../../compiler/images.ts";
import { validate } from "../../compiler/phases/2-validate.ts";
import { link } from "../../compiler/phases/3-link.ts";
import { plan } from "../../compiler/phases/4-plan.ts";
import { artifact, z } from "../../schema/index.ts";
import { looseFlow, options } from "../support/mistakes.ts";
import { recordsOf } from "../support/program.ts";

const { images } = lockedImages({ images: { churn: { repository: "r" } } });
const environment = { name: "prod", namespace: "ml", serviceAccount: "default", namePrefix: "" };

function recorded(): Record<string, unknown> {
  const f = looseFlow(
    ({ params, step, forEach, when, match, repeatUntil, onExit, script }) => {
      const plan = step("plan", options({ outputs: { shards: z.array(z.object({ uri: z.string() })), n: z.number().optional() } }));
      const all = forEach("loop", plan.outputs.shards, (shard: { uri: string }) =>
        step(
          "count",
          options({
            outputs: { rows: z.int(), file: artifact("csv") },
            command: () => ["count", `--uri=${shard.uri}`],
            retry: { limit: 2 },
          }),
        ),
      );
      const last = repeatUntil("again", { max: 3, until: (pass: typeof all) => pass.outputs.auc.gt(0.5) }, () =>
        step("pass", options({ inputs: { rows: all.outputs.rows }, outputs: { auc: z.number() } })),
      );
      const taken = match(params.size, { a: () => ({ x: last.outputs.auc }), b: () => ({ x: plan.outputs.n.orElse(1) }) });
      when(taken.x.eq(0).or(params.go.isTrue), () => script("s", options({ command: undefined, language: "bash", source: "true" })));
      onExit("bye", options({ command: ({ status }: { status: string }) => ["bye", status] }));
      return { rows: all.outputs.rows };
    },
    { params: { size: z.enum(["a", "b"]).default("a"), go: z.boolean().default(true) }, schedule: { cron: "0 3 * * *", timezone: "UTC" } },
  );
  return recordsOf({ f })[0]?.record as Record<string, unknown>;
}

/** Whatever the child sends: the phases come to an end, and what they hand on is whole. */
function survives(record: unknown): { readonly diagnostics: number; readonly plans: number; readonly spoiled: number } {
  const loaded = {
    file: "f.ts",
    exportName: "f",
    record,
    sites: ([, line, column]: readonly [number, number, number]) => ({ file: "f.ts", line, column }),
  };
  const validated = validate([loaded]);
  const config = { targets: ["argo"], environments: ["prod"], images, scriptSources: new Map(), leftOut: validated.leftOut };
  const linked = link(validated.definitions, environment, config);
  const plans = plan(linked.program, linked.broken);
  return { diagnostics: validated.diagnostics.length + linked.diagnostics.length, plans: plans.length, spoiled: linked.spoiled.size };
}

it("plans the record as it was written", () => {
  expect(survives(recorded())).toEqual({ diagnostics: 0, plans: 1, spoiled: 0 });
});

it.each([
  ["null", null],
  ["text", "flow"],
  ["a list", []],
  ["no kind", {}],
  ["another kind", { kind: "nonsense", name: "x" }],
  ["a name that is none", { ...recorded(), name: 5 }],
  ["a key of JavaScript", JSON.parse('{"kind":"flow","__proto__":{"name":"x"}}')],
  ["a mistake that is none", { ...recorded(), problems: [{ code: "load/own-invention", calls: [], values: {} }] }],
  ["a member too many", { ...recorded(), extra: 1 }],
])("refuses a record that is %s", (_, record) => {
  const found = survives(record);
  expect(found.plans).toBe(0);
  expect(found.diagnostics).toBe(1);
});

it("refuses data that is nested without end", () => {
  let deep: unknown = 0;
  for (let level = 0; level < 100_000; level++) deep = { deep };
  expect(survives({ ...recorded(), options: deep })).toEqual({ diagnostics: 1, plans: 0, spoiled: 0 });
});

const values = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    -1,
    0,
    1,
    7,
    1e9,
    0.5,
    "",
    "plan",
    "__proto__",
    true,
    [],
    {},
    { op: "unknown" },
    { op: "output", node: 0, name: "shards" },
  ),
  fc.constantFrom<unknown>(
    { op: "item", loop: 1 },
    { op: "gather", loop: 1, of: { op: "output", node: 2, name: "rows" } },
    { op: "join", branch: 5, cases: [] },
  ),
  fc.constantFrom<unknown>(
    { op: "input", name: "rows" },
    { op: "status" },
    { op: "field", of: { op: "param", name: "size" }, name: "x" },
    { op: "last", loop: 3, of: { op: "unknown" } },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** All places in plain data, as paths. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]))];
}

it("comes to an end, with a diagnostic or a plan, whatever two places of a record are changed to", () => {
  const places = placesIn(recorded());
  const place = fc.constantFrom(...places);
  fc.assert(
    fc.property(place, values, place, values, (first, one, second, other) => {
      const record = recorded();
      put(record, first, one);
      put(record, second, other);
      const found = survives(record);
      expect(found.diagnostics > 0 || found.plans + found.spoiled === 1).toBe(true);
    }),
    { numRuns: 1_000, seed: 20 },
  );
});

function put(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let holder: unknown = record;
  for (const name of path.slice(0, -1))
    holder = typeof holder === "object" && holder !== null ? (holder as Record<string, unknown>)[name] : undefined;
  const last = path.at(-1);
  if (typeof holder === "object" && holder !== null && last !== undefined)
    (holder as Record<string, unknown>)[last] = structuredClone(value);
}

import { expect, it } from "vitest";
import { flowPicture } from "../../compiler/drawing/flow-picture.ts";
import { boxesIn, type Item, isGroup, type Picture } from "../../compiler/drawing/picture.ts";
import { flowOf, programOf } from "../support/program.ts";
import { caseNamed } from "./cases.ts";

it("draws data from the step that really makes it to the step that uses it, out of loops and nested loops", async () => {
  const edges = said(await pictureOf("loops", "shards"));
  expect(edges).toContain("plan → [per-shard] value shards");
  expect(edges).toContain("count → merge value every rows");
  expect(edges).toContain("count → merge artifact every sample");
  expect(edges).toContain("translate → merge artifact every text");
  expect(edges).toContain("pass → end value quality");
  expect(edges).toContain("plan → end value length of shards");
});

it("draws data out of the bodies of branches, from each that may have run", async () => {
  const edges = said(await pictureOf("branches", "decide"));
  for (const maker of ["fit-small", "fit-large"]) expect(edges).toContain(`${maker} → publish artifact model`);
  for (const maker of ["publish", "keep"]) expect(edges).toContain(`${maker} → announce value url`);
});

it("draws what a called flow returns as the file that it is", async () => {
  const edges = said(await pictureOf("kinds", "backfill"));
  expect(edges).toContain("fit-first → mail artifact model");
  expect(edges).toContain("fit-first → report value auc");
});

it("says a condition on the edge to its body, with the step's name only where two outputs have one name", async () => {
  const edges = said(await pictureOf("branches", "decide"));
  expect(edges).toContain("? → [body of publish] choice fit-small/fit-large.auc ≥ score-before.auc and (learningRate < 0.5 or not quiet)");
  expect(edges).toContain("? → [body of keep] choice otherwise");
  expect(edges).toContain("? → [body of praise] choice auc > 0.99");
  expect(edges).toContain("size? → [body of fit-small] choice small");
});

it("draws order without data apart, and not where data says it already", async () => {
  const edges = said(await pictureOf("branches", "decide"));
  expect(edges).toContain("[body of praise] → end order");
  const both = programOf({
    both: await flowWithBoth(),
  });
  expect(said(flowPicture(flowOf(both)))).toEqual(["make → use value rows"]);
});

it("puts loops and bodies into groups, with what they are in words, and handlers into one of their own", async () => {
  const labels = groupsOf(await pictureOf("loops", "shards")).map(({ label }) => label);
  expect(labels).toEqual([
    "per-shard: for each item of plan.shards · at most 5 at a time",
    "round: for each number below rounds · at most 20 at a time",
    'language: for each item of ["en","sv"] · one at a time',
    "polish: again until quality ≥ 0.9 · at most 5 times",
  ]);
  const [handlers] = groupsOf(await pictureOf("kinds", "backfill"));
  expect(handlers?.items.map((item) => !isGroup(item) && item.name)).toEqual(["page", "tidy"]);
});

it("marks steps on GPUs, and says in the header when the flow runs", async () => {
  const { program } = await caseNamed("kinds");
  const [box] = flowPicture(flowOf(program, "fit-day")).items;
  expect(box).toMatchObject({ look: "step", badge: "8 × h100", notes: ["churn", "at most 6h · 4 retries · checkpoint"] });
  expect(flowPicture(flowOf(program, "backfill"), { environment: "prod" }).lines).toEqual([
    "owner search · in prod · at most 4d · stops at the first failure · 10 steps at a time",
    "scheduled 0 3 * * 1 (Europe/Stockholm), left out while one runs",
    "parameters from · to",
  ]);
});

async function pictureOf(name: string, flow: string): Promise<Picture> {
  const { program } = await caseNamed(name);
  return flowPicture(flowOf(program, flow), { flows: program.flows });
}

async function flowWithBoth(): Promise<unknown> {
  const { flow, image, z } = await import("millwright");
  return flow("both", { owner: "growth-ml" }, ({ step }) => {
    const make = step("make", { image: image("churn"), outputs: { rows: z.int() }, command: ({ outputs }) => ["make", outputs.rows.path] });
    step("use", { image: image("churn"), after: [make], command: () => ["use", make.outputs.rows] });
  });
}

/** Edges by the names of their ends: a loop in brackets, a body of a branch by its first box. */
function said({ items, edges }: Picture): readonly string[] {
  const names = new Map(items.flatMap(namesIn));
  const seen = edges.filter(({ look }) => look !== "unseen");
  return seen.map(({ from, to, look, label }) => `${names.get(from)} → ${names.get(to)} ${look}${label === undefined ? "" : ` ${label}`}`);
}

function namesIn(item: Item): readonly (readonly [id: string, name: string])[] {
  if (!isGroup(item)) return [[item.id, item.name]];
  const inner = item.items.flatMap(namesIn);
  const [first] = boxesIn(item);
  const name = item.label === "" ? `[body of ${new Map(inner).get(first ?? "")}]` : `[${item.label.replace(/:.*/, "")}]`;
  return [[item.id, name], ...inner];
}

function groupsOf({ items }: Picture) {
  return items.filter(isGroup).flatMap(function inner(group): readonly (typeof group)[] {
    return [group, ...group.items.filter(isGroup).flatMap(inner)];
  });
}

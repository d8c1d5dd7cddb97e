/** Flows as they may come: steps, loops and branches in each other, with values from wherever they are visible. */
import fc from "fast-check";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { z } from "../../schema/index.ts";
import { type Loose, looseFlow, options } from "./mistakes.ts";
import { planOf } from "./program.ts";

const outputs = { n: z.int(), list: z.array(z.string()) };

/** What to describe next, and which of the visible values and steps it uses. */
export type Move = {
  readonly kind: "step" | "forEach" | "when" | "half" | "repeat" | "match";
  readonly uses: readonly number[];
  readonly inside: readonly Move[];
};

export const { moves } = fc.letrec<{ moves: Move[] }>((tie) => ({
  moves: fc.array(
    fc.record({
      kind: fc.constantFrom<Move["kind"]>("step", "step", "forEach", "when", "half", "repeat", "match"),
      uses: fc.array(fc.nat(20), { maxLength: 3 }),
      inside: fc.oneof({ depthSize: "small", withCrossShrink: true }, fc.constant([]), tie("moves")),
    }),
    { maxLength: 5 },
  ) as fc.Arbitrary<Move[]>,
}));

interface Visible {
  readonly numbers: readonly Loose[];
  readonly lists: readonly Loose[];
  readonly awaited: readonly Loose[];
}

/** Describes the moves with a flow's builder; gives back the last step of the body, if there is one. */
function describe(build: Loose, all: readonly Move[], outer: Visible, count: { next: number }): Loose {
  const visible = { numbers: [...outer.numbers], lists: [...outer.lists], awaited: [...outer.awaited] };
  const pick = (from: readonly Loose[], index: number) => from[index % Math.max(from.length, 1)];
  let lastStep: Loose;
  for (const { kind, uses, inside } of all) {
    const name = `${kind}-${count.next++}`;
    const [one = 0, two = 0] = uses;
    const number = pick(visible.numbers, one);
    const body = () => describe(build, inside, visible, count) ?? build.step(`in-${count.next++}`, options({ outputs }));
    const after = uses.length > 1 && visible.awaited.length > 0 ? [pick(visible.awaited, two)] : [];
    if (kind === "step") {
      const step = build.step(name, options({ outputs, after, ...(number && { command: () => ["x", `--n=${number}`] }) }));
      visible.numbers.push(step.outputs.n);
      visible.lists.push(step.outputs.list);
      visible.awaited.push(step);
      lastStep = step;
    } else if (kind === "forEach") {
      const loop = build.forEach(name, pick(visible.lists, one) ?? ["a"], { after }, () => body());
      visible.numbers.push(loop.outputs.list.length);
      visible.awaited.push(loop);
    } else if (kind === "repeat") {
      const loop = build.repeatUntil(name, { max: 3, until: () => build.params.n.gt(number ?? 1) }, () => body());
      visible.numbers.push(loop.outputs.n);
      visible.awaited.push(loop);
    } else if (kind === "half") {
      visible.awaited.push(build.when(build.params.n.gt(number ?? 1), body));
    } else {
      const taken =
        kind === "when"
          ? build.when(build.params.n.lt(number ?? 2), body).otherwise(() => build.step(`else-${count.next++}`, options({ outputs })))
          : build.match(build.params.size, { small: body, large: () => build.step(`large-${count.next++}`, options({ outputs })) });
      visible.numbers.push(taken.outputs.n);
      visible.awaited.push(taken);
    }
  }
  return lastStep;
}

/** The plan of a flow of these moves. */
export function planned(all: readonly Move[]): PlannedFlow {
  const params = { n: z.int(), size: z.enum(["small", "large"]) };
  return planOf({
    f: looseFlow((build) => describe(build, all, { numbers: [build.params.n], lists: [], awaited: [] }, { next: 0 }), { params }),
  });
}

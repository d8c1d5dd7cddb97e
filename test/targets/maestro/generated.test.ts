/** Generated flows become requests in which all is right, or are refused; and the smaller ones, run from the request alone, do what they say. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { flow, z } from "../../../schema/index.ts";
import { requestProblem } from "../../../targets/maestro/check-request.ts";
import { maestro } from "../../../targets/maestro/index.ts";
import { compiled, linesOf } from "../../support/program.ts";

const image = "tool@sha256:0000000000000000000000000000000000000000000000000000000000000001";

type Shape =
  | { readonly kind: "step"; readonly text: string }
  | { readonly kind: "loop"; readonly body: readonly Shape[]; readonly over: "list" | "range" | "output" | "objects" }
  | { readonly kind: "when"; readonly body: readonly Shape[]; readonly other: readonly Shape[] | undefined }
  | { readonly kind: "repeat"; readonly body: readonly Shape[]; readonly max: number };

const text = fc.string({ unit: fc.constantFrom("$", "`", "'", '"', "\\", "{", "}", "(", "a", "é", "\n", "1"), maxLength: 6 });
const { shapes } = fc.letrec<{ shape: Shape; shapes: readonly Shape[] }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constant("step" as const), text }),
    fc.record({ kind: fc.constant("loop" as const), body: tie("shapes"), over: fc.constantFrom("list", "range", "output", "objects") }),
    fc.record({ kind: fc.constant("when" as const), body: tie("shapes"), other: fc.option(tie("shapes"), { nil: undefined }) }),
    fc.record({ kind: fc.constant("repeat" as const), body: tie("shapes"), max: fc.integer({ min: 1, max: 2 }) }),
  ),
  shapes: fc.array(tie("shape"), { minLength: 1, maxLength: 3 }),
}));

// biome-ignore lint/suspicious/noExplicitAny: shapes are built without their types
type Words = any;

/** Builds a body; gives a text that it made, so that what is around it uses it. */
function build(words: Words, list: readonly Shape[], count: { of: number }, before: Words): Words {
  let last: Words = before;
  for (const shape of list) {
    count.of += 1;
    const name = `n${count.of}`;
    switch (shape.kind) {
      case "step":
        last = words.step(name, {
          image,
          outputs: { out: z.string(), list: z.array(z.object({ key: z.string(), sizes: z.array(z.number()) })), maybe: z.int().optional() },
          env: { TEXT: shape.text },
          command: ({ outputs }: Words) => [
            "sh",
            "-c",
            shape.text,
            shape.text,
            `${last}${shape.text}${words.params.word}`,
            outputs.out.path,
            outputs.list.path,
            outputs.maybe.path,
          ],
        }).outputs.out;
        break;
      case "loop": {
        const made = words.step(`${name}-made`, {
          image,
          outputs: { list: z.array(z.object({ key: z.string(), sizes: z.array(z.number()) })), words: z.array(z.string()) },
          command: ({ outputs }: Words) => ["true", last, outputs.list.path, outputs.words.path],
        });
        const items = {
          list: words.params.list,
          range: words.range(words.params.list.length),
          output: made.outputs.words,
          objects: made.outputs.list,
        }[shape.over];
        const textOf = (over: string, item: Words): Words => (over === "objects" ? item.key : over === "range" ? words.params.word : item);
        const all = words.forEach(name, items, (item: Words) => ({
          out: build(words, shape.body, count, textOf(shape.over, item)),
        }));
        last = words.step(`${name}-all`, {
          image,
          outputs: { out: z.string() },
          command: ({ outputs }: Words) => ["true", all.out, outputs.out.path],
        }).outputs.out;
        break;
      }
      case "when": {
        const branch = words.when(words.params.word.eq("a"), () => ({ out: build(words, shape.body, count, last) }));
        if (shape.other === undefined) words.step(`${name}-after`, { image, after: [branch], command: () => ["true"] });
        else last = branch.otherwise(() => ({ out: build(words, shape.other ?? [], count, last) })).out;
        break;
      }
      case "repeat": {
        const done = words.repeatUntil(name, { max: shape.max, until: (round: Words) => round.flag.eq("x") }, () => {
          const made = words.step(`${name}-flag`, {
            image,
            outputs: { flag: z.string() },
            command: ({ outputs }: Words) => ["true", outputs.flag.path],
          });
          return { flag: made.outputs.flag, out: build(words, shape.body, count, last) };
        });
        last = done.out;
      }
    }
  }
  return last;
}

test("a generated flow is refused, or becomes a request in which all is right", () =>
  fc.assert(
    fc.property(shapes, (list) => {
      const made = flow(
        "made",
        { owner: "ml", params: { word: z.string().default("a$`"), list: z.array(z.string()).default([]) } },
        (words: Words) => {
          build(words, list, { of: 0 }, words.params.word);
        },
      );
      const { program, plans, diagnostics } = compiled({ made }, { targets: ["maestro"] });
      expect(linesOf(diagnostics.filter(({ severity }) => severity === "error"))).toEqual([]);
      const context = { options: maestro.options.parse({}), environment: program.environment, program };
      for (const plan of plans) {
        expect(linesOf(maestro.check?.(plan, context) ?? [])).toEqual([]);
        const { documents, diagnostics: refused } = maestro.lower(plan, context);
        if (refused.length > 0)
          expect(refused.map(({ code }) => code)).toEqual(
            refused.map(() => expect.stringMatching(/^maestro\/(steps-limit|request-size|expression-length)$/)),
          );
        else expect(requestProblem(documents)).toBe(undefined);
      }
    }),
    { numRuns: 150 },
  ));

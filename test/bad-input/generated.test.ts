import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { loadAll } from "js-yaml";
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { describeFolder, newFolder, writeFiles } from "../support/folder.ts";
import { hostileText } from "../support/hostile-text.ts";
import { errorsOf, findingsOf } from "../support/run-command.ts";
import { image, soundConfig } from "./bad-input.ts";

/** What a name may be: one that is taken, or one that nobody should take. */
const name = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z0-9]{2,8}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "__proto__",
      "constructor",
      "toString",
      "../x",
      "🚀",
      "k".repeat(300),
      "a b",
      "{{x}}",
      "a: b",
      "- a",
      "a\nb",
      "\u202eabc",
      "\u0000",
      "",
      "null",
      "Yes",
      "1e3",
    ),
  },
  { weight: 1, arbitrary: hostileText },
);

interface Generated {
  readonly source: (index: number) => string;
  /** Texts that must come out as they went in, if the flow comes out at all. */
  readonly literals: readonly string[];
}

const step = fc.record({
  name,
  words: fc.array(hostileText, { minLength: 1, maxLength: 3 }),
  variable: fc.tuple(name, hostileText),
  note: hostileText,
});

/** A flow of hostile names, values and shapes; mostly it is refused, and must then be refused in order. */
const generated: fc.Arbitrary<Generated> = fc
  .record({
    flow: name,
    description: hostileText,
    param: fc.tuple(name, hostileText),
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
    shape: fc.constantFrom("plain", "loop", "branch", "match", "throws", "nothing", "circle"),
    plainNames: fc.boolean(),
  })
  .map(({ flow, description, param: [param, value], steps, shape, plainNames }) => {
    const text = (of: unknown): string => JSON.stringify(of) ?? "null";
    const literals = [description, value, ...steps.flatMap(({ words, variable: [, content], note }) => [...words, content, note])];
    const source = (index: number): string => {
      const own = (given: string, plain: string): string => text(plainNames ? plain : given);
      const made = steps.map(
        ({ name: called, words, variable: [variable, content], note }, at) =>
          `step(${own(called, `step-${at}`)}, { image: "${image}", command: () => ["run", ${words.map(text).join(", ")}], env: { [${own(variable, "NOTE")}]: ${text(content)} }, annotations: { note: ${text(note)} } });`,
      );
      const body = {
        plain: made.join("\n"),
        loop: `forEach("items", ${text(steps[0]?.words)}, () => { ${made.join("\n")} });`,
        branch: `when(params[${own(param, "word")}].eq(${text(value)}), () => { ${made.join("\n")} });`,
        match: `match(params[${own(param, "word")}], { a: () => { ${made.join("\n")} } });`,
        throws: `${made.join("\n")}\nthrow new Error(${text(description)});`,
        nothing: "",
        circle: `${made.join("\n")}\nconst late = step("late", { image: "${image}", command: () => ["late"], after: [late] });`,
      }[shape];
      return `import { flow, z } from "millwright";
export const made = flow(${own(plainNames ? "" : flow, `flow-${index}`)}, {
  owner: "ml", description: ${text(description)}, params: { [${own(param, "word")}]: z.string().default(${text(value)}) },
}, ({ params, step, forEach, when, match }) => {
step("reader", { image: "${image}", command: () => ["read", params[${own(param, "word")}]] });
${body}
});
`;
    };
    // Argo's reader changes the controls above ASCII, so those texts are written as expressions.
    return { source, literals: shape === "plain" ? literals.filter((literal) => !/[\u007f-\u009f]/.test(literal)) : [] };
  });

it("refuses hostile definitions in order, or builds artifacts in which every text is what it was", async () => {
  let built = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(generated, { minLength: 20, maxLength: 20 }), async (flows) => {
      const root = newFolder();
      writeFiles(root, { "millwright.config.ts": soundConfig });
      for (const [index, { source }] of flows.entries()) writeFiles(root, { [`flows/f${index}.flow.ts`]: source(index) });
      const before = describeFolder(root);
      const first = await findingsOf("build", root);
      const broken = new Set(errorsOf(first.findings).map(({ file }) => file));
      expect(errorsOf(first.findings).filter(({ file }) => file === null)).toEqual([]);
      expect(first.code).toBe(broken.size > 0 ? 1 : 0);
      if (broken.size > 0) expect(describeFolder(root)).toEqual(before);
      // What was not refused must build once the others are gone.
      for (const file of broken) if (file !== null) fs.rmSync(path.join(root, file), { force: true });
      const rest = flows.filter((_, index) => !broken.has(`flows/f${index}.flow.ts`));
      if (rest.length === 0) return;
      const second = await findingsOf("build", root);
      expect(errorsOf(second.findings)).toEqual([]);
      const texts = fs
        .readdirSync(path.join(root, "deploy/prod/argo"))
        .map((file) => fs.readFileSync(path.join(root, "deploy/prod/argo", file), "utf8"));
      const strings = new Set<string>();
      for (const text of texts) {
        const data: unknown = parseAllDocuments(text).map((document) => document.toJS() as unknown);
        expect(parseAllDocuments(text, { version: "1.1" }).map((document) => document.toJS() as unknown)).toEqual(data);
        expect(loadAll(text)).toEqual(data);
        collect(data, strings);
      }
      const all = [...strings];
      for (const { literals } of rest)
        expect(literals.filter((literal) => !strings.has(literal) && !all.some((text) => text.includes(literal)))).toEqual([]);
      built += rest.length;
    }),
    { numRuns: 8, endOnFailure: true },
  );
  // The grammar is hostile, but not so hostile that nothing is ever built.
  expect(built).toBeGreaterThan(5);
});

function collect(data: unknown, into: Set<string>): void {
  if (typeof data === "string") into.add(data);
  else if (typeof data === "object" && data !== null)
    for (const [key, value] of Object.entries(data)) {
      into.add(key);
      collect(value, into);
    }
}

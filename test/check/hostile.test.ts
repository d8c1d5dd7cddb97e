import fc from "fast-check";
import { expect, it } from "vitest";
import { check } from "../../compiler/phases/5-check.ts";
import { configMap, secret } from "../../schema/index.ts";
import { churn, pinned } from "../support/find.ts";
import { compiled } from "../support/program.ts";

/** A flow in which every field that takes any text has this one. */
function everywhere(text: string) {
  const names = { [text]: text, b: text };
  const pod = {
    image: text,
    env: { ...names, SECRET: secret(text, text), MAP: configMap(text, text), PASSWORD: text },
    description: text,
    labels: names,
    annotations: names,
    nodeSelector: names,
    serviceAccount: text,
    priority: text,
    mutexes: [text, text],
    semaphores: [{ configMap: text, key: text }],
    tolerations: [{ key: text, operator: "Equal", value: text }],
    affinity: { [text]: { [text]: text }, nodeAffinity: { [text]: [] } },
    volumes: { [text]: { claim: text, mountAt: text }, c: { perRun: "1Gi", storageClass: text, mountAt: `/${text}` } },
    imagePull: { secrets: [text] },
    patch: { argo: { [text]: { [text]: text }, hostPath: text } },
    cache: { key: [text] },
  };
  const flowOptions = {
    owner: text,
    tags: [text],
    description: text,
    labels: names,
    annotations: names,
    mutexes: [text],
    serviceAccount: text,
    schedule: [text, "0 3 * * *"].map((cron) => ({ cron, timezone: text, concurrency: "forbid" })),
    timeout: "1h",
  };
  const definition = churn(({ step, script, approval, forEach }) => {
    step("fit", { ...pod, command: () => [text, `--password=${text}`, "--token", text] } as never);
    script("count", { ...pod, language: "bash", source: text } as never);
    approval("go", { message: text });
    forEach("each", [text, text], (item) => step("use", { image: pinned, command: () => ["use", item] }));
  }, flowOptions);
  return compiled({ churn: definition });
}

const nasty = fc.constantFrom(
  "\u0000",
  "\u202e",
  "\u200b",
  "\ud800",
  "é",
  "{{",
  "}}",
  "\n",
  "'",
  '"',
  "/",
  "..",
  ":",
  "@",
  "-",
  "_",
  ".",
  "a",
  "A",
  "0",
  " ",
  "*",
  "=",
  "eyJ",
  "://",
  "sk-",
);
const texts = fc.oneof(
  fc.array(nasty, { maxLength: 12 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("toString", "valueOf", "hasOwnProperty", "length", "name"),
);

it("no rule throws, whatever text stands in the definition", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { program, plans } = everywhere(text);
      fc.pre(program.flows.length === 1); // "__proto__" is refused whole
      expect(check(program, plans).crashes).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it("never shows a hidden character in what it says of a name", () => {
  const { program, plans } = everywhere("a\u202eb");
  const found = check(program, plans).diagnostics.filter(({ code }) => code === "check/hidden-character");
  expect(found.length).toBeGreaterThan(5);
  for (const { message } of found) expect(message).not.toContain("\u202e");
});

it.each(["a", "a.", "a-", "A_", "1-", "eyJa-", "://a:", "/a", "../", ":a", "-----BEGIN A", "0,", "*/", "a@", "rn", "x=", "…"])(
  "takes time in proportion to a long text of %j",
  (piece) => {
    const { program, plans } = everywhere(piece.repeat(Math.ceil(60_000 / piece.length)));
    const begun = performance.now();
    expect(check(program, plans).crashes).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(30_000);
  },
);

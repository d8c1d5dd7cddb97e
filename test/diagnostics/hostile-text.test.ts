/** Whatever a name, a message, a file or a line of code holds: no format carries it in a form that a terminal, a runner or a page obeys. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { LocatedDiagnostic } from "../../compiler/diagnostics/located-diagnostic.ts";
import { renderGithub } from "../../compiler/diagnostics/render-github.ts";
import { renderHuman } from "../../compiler/diagnostics/render-human.ts";
import { renderJson } from "../../compiler/diagnostics/render-json.ts";
import { jobSummary, renderMarkdown } from "../../compiler/diagnostics/render-markdown.ts";
import { renderSarif } from "../../compiler/diagnostics/render-sarif.ts";
import { finding } from "./finding.ts";
import { SarifLog } from "./sarif-schema.ts";

/** Controls, bidirectional and zero-width marks, line separators, tags, lone surrogates. */
const obeyed =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]|\p{Cs}/u;

const pieces = [
  "\u001b[31m",
  "\u001b]8;;http://x\u0007",
  "\r",
  "\n",
  "\r\n",
  "\t",
  "\u202e",
  "\u200b",
  "\u2066",
  "\u009b31m",
  "\u2028",
  "\ud800",
  "\udfff",
  "\u{e0041}",
  "\ufeff",
  "::error::forged",
  "::set-env name=A::b",
  "::stop-commands::x",
  "##[add-mask]x",
  "%0A::error::x",
  "```",
  "````",
  "</details>",
  "<img src=x>",
  "@team",
  "#12",
  "[words](https://x)",
  "{0}",
  "é",
  "日本",
  "😀",
  "a",
  " ",
  ",",
  ":",
  "%",
  "\\",
  '"',
  "__proto__",
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 8 })
  .map((some) => some.join(""));
const nearby = fc.integer({ min: 1, max: 3 });
const file = text.filter((name) => name !== "");
const place = fc
  .record({ file, line: nearby, column: nearby, endLine: nearby, endColumn: fc.integer({ min: 1, max: 30 }) })
  .map(({ endLine, line, ...rest }) => ({ ...rest, line, endLine: Math.max(line, endLine) }));
const found: fc.Arbitrary<LocatedDiagnostic> = fc
  .record({
    code: fc.oneof(
      fc.constant("check/some"),
      text.filter((code) => code !== ""),
    ),
    severity: fc.constantFrom("error", "warning"),
    message: text,
    why: text,
    help: text,
    place: fc.option(place, { nil: undefined }),
    related: fc.array(fc.record({ message: text.map((said) => `${said}.`), place }), { maxLength: 2 }),
    fixes: fc.array(
      fc.record({
        title: text.map((said) => `${said}.`),
        safety: fc.constantFrom("safe", "review"),
        edits: fc.array(fc.record({ file, start: fc.nat(9), end: fc.nat(9), text }), { minLength: 1, maxLength: 2 }),
      }),
      { maxLength: 1 },
    ),
    subject: text,
    environments: fc.array(text, { minLength: 1, maxLength: 3 }),
    suppression: fc.option(fc.record({ reason: text, until: text }), { nil: undefined }),
  })
  .map(({ suppression, fixes, ...rest }) => ({
    ...rest,
    fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, end: Math.max(edit.start, edit.end) })) })),
    ...(suppression && { suppression }),
  })) as fc.Arbitrary<LocatedDiagnostic>;
const runs = fc.tuple(fc.array(found, { maxLength: 4 }), text);

/** Every file of the findings holds the same hostile text. */
function sourcesOf(findings: readonly LocatedDiagnostic[], source: string): ReadonlyMap<string, string> {
  return new Map(
    findings.flatMap(({ place, related }) =>
      [place, ...related.map((other) => other.place)].map((at) => [at?.file ?? "", source] as const),
    ),
  );
}

it("shows people every hidden character as an escape, and no line that a runner obeys", () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 0, max: 200 }), ([findings, source], width) => {
      const output = renderHuman(findings, { sources: sourcesOf(findings, source), width });
      expect(output).not.toMatch(obeyed);
      expect(output).not.toMatch(/^\s*::/m);
      expect(output).not.toContain("##[");
    }),
    { numRuns: 400 },
  );
});

it("colours with its own escapes only", () => {
  fc.assert(
    fc.property(runs, ([findings, source]) => {
      const sources = sourcesOf(findings, source);
      const coloured = renderHuman(findings, { sources, colour: true });
      expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(renderHuman(findings, { sources }));
    }),
  );
});

it("gives a runner of GitHub one command a finding, and none that a text forged", () => {
  fc.assert(
    fc.property(runs, ([findings]) => {
      const open = findings.filter(({ suppression }) => suppression === undefined);
      const lines = renderGithub(findings).split("\n");
      expect(lines.pop()).toBe("");
      expect(lines).toHaveLength(open.length);
      const properties =
        /^::(?:error|warning) (?:(?:file|line|col|endLine|endColumn|title)=[^:,%\r\n]*(?:%(?:25|0D|0A|3A|2C)[^:,%\r\n]*)*,?)+::/;
      for (const line of lines) {
        expect(line).toMatch(properties);
        expect(line).not.toMatch(obeyed);
      }
      expect(lines.map((line) => /title=([^,:]*)::/.exec(line)?.[1]).every((title) => title !== undefined)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

it("gives programs JSON without hidden characters, that says the same data", () => {
  fc.assert(
    fc.property(runs, ([findings]) => {
      const output = renderJson(findings);
      expect(output).not.toMatch(obeyed);
      const { diagnostics, suppressed } = JSON.parse(output) as Record<
        "diagnostics" | "suppressed",
        { code: string; file: string | null; fixes: object[] }[]
      >;
      const said = [...diagnostics, ...suppressed];
      expect(said.map(({ code, file }) => JSON.stringify([code, file])).toSorted()).toEqual(
        findings.map(({ code, place: at }) => JSON.stringify([code, at?.file ?? null])).toSorted(),
      );
      expect(said.flatMap(({ fixes }) => fixes)).toHaveLength(findings.flatMap(({ fixes }) => fixes).length);
    }),
    { numRuns: 400 },
  );
});

it("gives code scanning a valid log", () => {
  fc.assert(
    fc.property(runs, ([findings]) => {
      const messages = findings.map((one) => ({ ...one, message: `${one.message}.` }));
      const output = renderSarif(messages, { version: "0.1.0", pages: new Map() });
      expect(output).not.toMatch(obeyed);
      const log = SarifLog.parse(JSON.parse(output));
      expect(log.runs[0]?.results).toHaveLength(findings.length);
    }),
    { numRuns: 400 },
  );
});

it("puts all text into fences that nothing in them closes", () => {
  fc.assert(
    fc.property(runs, ([findings, source]) => {
      const output = renderMarkdown(findings, sourcesOf(findings, source), jobSummary);
      expect(output).not.toMatch(obeyed);
      let fence: string | undefined;
      const outside: string[] = [];
      for (const line of output.split("\n")) {
        const [, ticks, rest] = /^ {0,3}(`{3,})(.*)$/.exec(line) ?? [];
        if (fence === undefined && ticks !== undefined) fence = ticks;
        else if (fence !== undefined && ticks !== undefined && ticks.length >= fence.length && rest?.trim() === "") fence = undefined;
        else if (fence === undefined) outside.push(line);
      }
      expect(fence).toBeUndefined();
      expect(outside.join("")).toMatch(/^\*\*[\w, ]+\*\*$/);
    }),
    { numRuns: 400 },
  );
});

it("keeps what code scanning knows a finding by when lines move, and changes it when the property does", () => {
  const fingerprint = (line: number, subject: string): string | undefined => {
    const output = renderSarif([finding({ place: { file: "a.ts", line, column: 1 }, subject })], { version: "0.1.0", pages: new Map() });
    return SarifLog.parse(JSON.parse(output)).runs[0]?.results[0]?.partialFingerprints["millwright/v1"];
  };
  expect(fingerprint(1, "churn/fit memory")).toBe(fingerprint(90, "churn/fit memory"));
  expect(fingerprint(1, "churn/fit memory")).not.toBe(fingerprint(1, "churn/fit cpu"));
});

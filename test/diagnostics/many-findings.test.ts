import { expect, it } from "vitest";
import { renderGithub } from "../../compiler/diagnostics/render-github.ts";
import { countFindings, renderHuman } from "../../compiler/diagnostics/render-human.ts";
import { comment, jobSummary, renderMarkdown } from "../../compiler/diagnostics/render-markdown.ts";
import { renderSarif } from "../../compiler/diagnostics/render-sarif.ts";
import { finding } from "./finding.ts";
import { SarifLog } from "./sarif-schema.ts";

const none = new Map<string, string>();
const many = Array.from({ length: 10_000 }, (_, index) =>
  finding({
    severity: index % 100 === 99 ? "error" : "warning",
    message: `Step "s${index}" 日.`,
    place: { file: `f${index % 7}.ts`, line: index + 1, column: 1 },
  }),
);

it("counts errors, warnings, files and what is silenced, each in its own number", () => {
  expect(countFindings([], 0)).toBe("No findings");
  expect(countFindings([], 2)).toBe("No findings, 2 silenced");
  expect(countFindings([finding()], 0)).toBe("1 error");
  expect(countFindings([finding({ severity: "warning", place: { file: "a.ts" } })], 0)).toBe("1 warning in 1 file");
  expect(countFindings(many, 1)).toBe("100 errors, 9900 warnings in 7 files, 1 silenced");
});

it("shows people all of ten thousand findings, in order of file and line", () => {
  const lines = renderHuman(many, { sources: none }).split("\n");
  const places = lines.filter((line) => line.startsWith("  f"));
  expect(places).toHaveLength(10_000);
  expect(places.slice(0, 3)).toEqual(["  f0.ts:1:1", "  f0.ts:8:1", "  f0.ts:15:1"]);
});

it("annotates ten findings, errors first, then says how many there are more", () => {
  const lines = renderGithub(many).trimEnd().split("\n");
  expect(lines).toHaveLength(11);
  expect(lines.slice(0, 10).every((line) => line.startsWith("::error "))).toBe(true);
  expect(lines[10]).toBe("::notice title=Millwright::and 9990 more; `millwright check` shows all of them");
  expect(renderGithub(many.slice(0, 10)).trimEnd().split("\n")).toHaveLength(10);
  expect(renderGithub([])).toBe("");
});

it("gives lines only for a span over several lines, whose columns GitHub refuses", () => {
  const place = { file: "a,b:c.ts", line: 2, column: 3, endLine: 4, endColumn: 1 };
  expect(renderGithub([finding({ place })])).toBe("::error file=a%2Cb%3Ac.ts,line=2,endLine=4,title=check/some::Something is wrong.\n");
});

it("keeps a summary within its bytes and a comment within its characters, and says what is left out", () => {
  for (const budget of [jobSummary, comment]) {
    const text = renderMarkdown(many, none, budget);
    const size = budget.unit === "bytes" ? Buffer.byteLength(text) : text.length;
    expect(size).toBeLessThanOrEqual(budget.most);
    expect(size).toBeGreaterThan(budget.most * 0.98);
    const shown = text.match(/^```text$/gm)?.length ?? 0;
    expect(text).toMatch(new RegExp(`\\nand ${10_000 - shown} more; .*\\n$`));
    expect(text.indexOf("error check/some")).toBeLessThan(text.indexOf("warning check/some"));
  }
  expect(renderMarkdown([finding({ message: "x".repeat(70_000) })], none, comment)).toBe(
    "**1 error**\n\nand 1 more; `millwright check` shows all of them\n",
  );
});

it("gives code scanning no more results than it takes, errors first", () => {
  const log = SarifLog.parse(JSON.parse(renderSarif([...many, ...many, ...many], { version: "0.1.0", pages: new Map() })));
  expect(log.runs[0]?.results.map(({ level }) => level).lastIndexOf("error")).toBe(299);
  expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications[0]?.message.text).toBe("5000 more findings are left out.");
});

it("tells findings of one code at one property apart", () => {
  const twice = [finding({ message: "One.", subject: "churn/fit" }), finding({ message: "Two.", subject: "churn/fit" })];
  const log = SarifLog.parse(JSON.parse(renderSarif(twice, { version: "0.1.0", pages: new Map() })));
  const [one, two] = log.runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints["millwright/v1"]) ?? [];
  expect(two).toBe(`${one}:1`);
});

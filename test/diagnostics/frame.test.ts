import { expect, it } from "vitest";
import { cells } from "../../compiler/diagnostics/cells.ts";
import type { Place } from "../../compiler/diagnostics/diagnostic.ts";
import { frame } from "../../compiler/diagnostics/frame.ts";
import { sourceText } from "../../compiler/diagnostics/source-text.ts";

/** The frame of the span of `marked` in `text`, as it is printed. */
function framed(text: string, marked: string, width = 100): string {
  const source = sourceText(text);
  const start = text.indexOf(marked);
  const end = source.positionAt(start + marked.length);
  return shown(text, { file: "a.ts", ...source.positionAt(start), endLine: end.line, endColumn: end.column }, width);
}

function shown(text: string, place: Place, width = 100): string {
  return frame(sourceText(text), place, width)
    .map(({ gutter, text: line }) => `${gutter}${line}`.trimEnd())
    .join("\n");
}

it("marks the span under its line, and nothing else where the line says what it is about", () => {
  expect(framed('step("a", {\n  cpu: 8,\n});', "8")).toBe(["2 |   cpu: 8,", "  |        ^"].join("\n"));
});

it("shows up to two lines before a line that says little, as far as one that does", () => {
  expect(framed('a({\n  command: [\n    "x",\n  ],\n});', '"x"')).toBe(["2 |   command: [", '3 |     "x",', "  |     ^^^"].join("\n"));
  expect(framed('[\n"u",\n"v",\n"w",\n"x",\n]', '"x"')).toBe(['3 | "v",', '4 | "w",', '5 | "x",', "  | ^^^"].join("\n"));
});

it("widens the gutter to the number of the line", () => {
  expect(framed(`${"\n".repeat(9)}"x",`, '"x"')).toBe([" 8 |", " 9 |", '10 | "x",', "   | ^^^"].join("\n"));
});

it("marks a span over several lines on its first", () => {
  expect(framed("a({\n  b: [\n    1,\n  ],   \n});", "[\n    1,\n  ]")).toBe(["2 |   b: [", "  |      ^"].join("\n"));
});

it("puts the marks under the characters that are seen: tabs, wide ones, accents, escapes", () => {
  expect(framed('\tx: "y",', '"y"')).toBe(['1 |     x: "y",', "  |        ^^^"].join("\n"));
  expect(framed('日本: "y",', '"y"')).toBe(['1 | 日本: "y",', "  |       ^^^"].join("\n"));
  expect(framed('e\u0301: "y",', '"y"')).toBe(['1 | e\u0301: "y",', "  |    ^^^"].join("\n"));
  expect(framed('x: "\u202e\u001b[1m",', '"\u202e\u001b[1m"')).toBe(['1 | x: "\\u202e\\x1b[1m",', "  |    ^^^^^^^^^^^^^^^"].join("\n"));
});

it("cuts a long line around the span, on either side", () => {
  const line = `const a = [${Array.from({ length: 60 }, (_, index) => 100 + index).join(", ")}];`;
  expect(framed(line, "101", 40)).toBe(["1 | const a = [100, 101, 102, 103, 104,…", "  |                 ^^^"].join("\n"));
  expect(framed(line, "150", 40)).toBe(["1 | …, 148, 149, 150, 151, 152, 153, 15…", "  |              ^^^"].join("\n"));
  expect(framed(line, "159", 40)).toBe(["1 | …, 157, 158, 159];", "  |              ^^^"].join("\n"));
});

it("never exceeds its width, and takes a line of a megabyte in its stride", () => {
  const line = `${"日\t".repeat(300_000)}x: "y", ${"z ".repeat(300_000)}`;
  for (const text of framed(line, '"y"', 60).split("\n"))
    expect(cells(text).reduce((sum, { columns }) => sum + columns, 0)).toBeLessThanOrEqual(60);
  expect(framed(line, '"y"', 60)).toContain('x: "y",');
});

it("marks one column where the span is empty or lies behind the line, and is empty where there is no such line", () => {
  expect(shown("abc: 1", { file: "a.ts", line: 1, column: 7 })).toBe(["1 | abc: 1", "  |       ^"].join("\n"));
  expect(shown("abc: 1", { file: "a.ts", line: 1 })).toBe(["1 | abc: 1", "  | ^"].join("\n"));
  expect(shown("abc: 1", { file: "a.ts", line: 2, column: 1 })).toBe("");
  expect(shown("abc: 1", { file: "a.ts" })).toBe("");
});

it("reads lines that end with CRLF or CR, and no byte order mark", () => {
  expect(framed("\ufeffa: 1,\r\nb: 2,\r\n", "2")).toBe(["2 | b: 2,", "  |    ^"].join("\n"));
  expect(framed("\ufeffa: 1,\rb: 2,", "1")).toBe(["1 | a: 1,", "  |    ^"].join("\n"));
});

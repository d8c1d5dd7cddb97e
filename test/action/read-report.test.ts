import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readReport } from "../../action/read-report.ts";
import { change, file, noDifference, reportWith } from "./report-of.ts";

function written(text: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-report-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  fs.writeFileSync(path.join(folder, "report.json"), text);
  return path.join(folder, "report.json");
}

const whole = reportWith({ warnings: 1, difference: { ...noDifference, changes: [change], files: [file] } });

test("a report is read back as it was written", () => {
  expect(readReport(written(JSON.stringify({ formatVersion: 1, ...whole })))).toEqual(whole);
});

test("members that a report does not have are left out, also those that would change every object", () => {
  const text = JSON.stringify({ formatVersion: 1, ...whole, extra: 1 }).replace("{", '{"__proto__":{"polluted":1},');
  const report = readReport(written(text));
  expect(report).toEqual(whole);
  expect(Object.hasOwn(report, "__proto__")).toBe(false);
  expect(({} as { readonly polluted?: number }).polluted).toBeUndefined();
});

test("texts and lists are cut to their bounds", () => {
  const changes = [{ ...change, said: "x".repeat(5_000), targets: Array.from({ length: 50 }, () => "argo") }];
  const { difference } = readReport(written(JSON.stringify({ formatVersion: 1, ...whole, difference: { ...noDifference, changes } })));
  const read = difference.known ? difference.changes : [];
  expect(read[0]?.said).toHaveLength(2_001);
  expect(read[0]?.targets).toHaveLength(20);
});

test.each([
  ["no JSON", "{", /cannot be used: .*JSON/],
  ["a later format", JSON.stringify({ ...whole, formatVersion: 2 }), /"formatVersion" is 2, and this version of the Action reads 1/],
  ["a text for a number", JSON.stringify({ formatVersion: 1, ...whole, errors: "1" }), /"errors" is not a number/],
  ["NaN by way of null", JSON.stringify({ formatVersion: 1, ...whole, warnings: Number.NaN }), /"warnings" is not a number/],
  ["less than none", JSON.stringify({ formatVersion: 1, ...whole, errors: -1 }), /"errors" is not a number/],
  [
    "another consequence",
    JSON.stringify({ formatVersion: 1, ...whole, difference: { ...noDifference, changes: [{ ...change, consequence: "constructor" }] } }),
    /"difference.changes\[0\].consequence" is not one of/,
  ],
  ["a list for an object", JSON.stringify([]), /"formatVersion" is not a number/],
  ["nothing", "null", /"" is not an object/],
])("%s is refused, and where", (_, text, expected) => {
  expect(() => readReport(written(text))).toThrow(expected);
});

test("a link, a folder and a file that is too large are refused before they are read", () => {
  const target = written(JSON.stringify({ formatVersion: 1, ...whole }));
  const link = `${target}.link`;
  fs.symlinkSync(target, link);
  expect(() => readReport(link)).toThrow("it is no regular file");
  expect(() => readReport(path.dirname(target))).toThrow("it is no regular file");
  expect(() => readReport(path.join(target, "absent"))).toThrow("cannot be used");
  fs.truncateSync(target, 40_000_000);
  expect(() => readReport(target)).toThrow("it has 40000000 bytes");
});

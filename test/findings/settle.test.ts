import { expect, it } from "vitest";
import type { Settleable } from "../../compiler/findings/finding.ts";
import { settle } from "../../compiler/findings/settle.ts";

const file = "flows/churn.flow.ts";
const now = new Date("2027-01-31T23:59:59Z");
const later = new Date("2027-02-01T00:00:00Z");

function warning(line: number, code = "check/image-latest"): Settleable {
  return { code, severity: "warning", place: { file, line, column: 3 }, subject: `churn/fit ${code}` };
}

function law(line: number, code = "check/environment-name"): Settleable {
  return { code, severity: "error", place: { file, line, column: 3 }, subject: `churn/fit ${code}` };
}

function sources(...lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map([[file, lines.join("\n")]]);
}

/** The remarks as a reader sees them: severity, code, line and column, message. */
function said(settled: ReturnType<typeof settle>): readonly string[] {
  return settled.remarks.map(({ severity, code, at, message }) => {
    const place = at !== null && "file" in at ? `${at.line}:${at.column}-${at.endColumn}` : "";
    return `${severity} ${code} ${place} ${message}`.replace("  ", " ");
  });
}

it("shows what nobody silences", () => {
  expect(settle([warning(1)], { sources: sources('image: "x",') })).toEqual({
    shown: [warning(1)],
    suppressed: [],
    baselined: [],
    remarks: [],
    mended: [],
  });
});

it("silences the finding of the next line, and keeps it with the reason and the date", () => {
  const texts = sources("// millwright-ignore check/image-latest: the demo follows main until 2027-01-31", 'image: "x",');
  const settled = settle([warning(2)], { sources: texts, now });
  expect(settled.shown).toEqual([]);
  expect(settled.suppressed).toEqual([{ ...warning(2), suppression: { reason: "the demo follows main", until: "2027-01-31" } }]);
  expect(settled.remarks).toEqual([]);
});

it("silences at the end of a line, with several codes, without a date", () => {
  const texts = sources('image: "x", // millwright-ignore check/image-latest, check/unused-output: only a test');
  const settled = settle([warning(1), warning(1, "check/unused-output"), warning(1, "check/unused-parameter")], { sources: texts });
  expect(settled.shown).toEqual([warning(1, "check/unused-parameter")]);
  expect(settled.suppressed.map(({ code, suppression }) => [code, suppression])).toEqual([
    ["check/image-latest", { reason: "only a test" }],
    ["check/unused-output", { reason: "only a test" }],
  ]);
});

it("takes comments in a row as about the line after them", () => {
  const texts = sources(
    "// millwright-ignore check/image-latest: one",
    "// a remark of no interest",
    "// millwright-ignore check/unused-output: two",
    'image: "x",',
  );
  expect(settle([warning(4), warning(4, "check/unused-output")], { sources: texts }).shown).toEqual([]);
});

it("silences nothing without a reason, and says so", () => {
  const settled = settle([warning(2)], { sources: sources("  // millwright-ignore check/image-latest", 'image: "x",') });
  expect(settled.shown).toEqual([warning(2)]);
  expect(said(settled)).toEqual(['error check/suppression-needs-reason 1:3-42 A comment silences "check/image-latest" without a reason.']);
});

it("silences nothing without a code, or with a date that is none", () => {
  const texts = sources(
    "// millwright-ignore: only a test",
    "a,",
    "// millwright-ignore check/image-latest: soon until 2027-02-30",
    "b,",
    "// millwright-ignore check/image-latest: soon until spring",
    "c,",
  );
  const settled = settle([warning(2), warning(4), warning(6)], { sources: texts });
  expect(settled.shown).toEqual([warning(2), warning(4), warning(6)]);
  expect(said(settled)).toEqual([
    'error check/suppression-needs-code 1:1-34 A "millwright-ignore" comment names no code.',
    'error check/suppression-date 3:1-63 A comment silences "check/image-latest" until "2027-02-30", where a date such as 2027-01-31 is expected.',
    'error check/suppression-date 5:1-59 A comment silences "check/image-latest" until "spring", where a date such as 2027-01-31 is expected.',
  ]);
});

it("shows the finding again when its date is over, but not while building, which looks at no clock", () => {
  const texts = sources("// millwright-ignore check/image-latest: the demo follows main until 2027-01-31", 'image: "x",');
  const checked = settle([warning(2)], { sources: texts, now: later });
  expect(checked.shown).toEqual([warning(2)]);
  expect(said(checked)).toEqual([
    'warning check/suppression-expired 1:1-80 A comment silenced "check/image-latest" until 2027-01-31, which is over: the demo follows main.',
  ]);
  const built = settle([warning(2)], { sources: texts });
  expect(built.shown).toEqual([]);
  expect(built.remarks).toEqual([]);
});

it("says that a comment silences nothing, and how to remove it", () => {
  const text = ["a,", "  // millwright-ignore check/image-latest: only a test", 'image: "x",'].join("\n");
  const [remark] = settle([], { sources: new Map([[file, text]]) }).remarks;
  expect(remark?.code).toBe("check/suppression-unused");
  const [edit] = remark?.fixes[0]?.edits ?? [];
  const mended = edit !== undefined && "file" in edit ? text.slice(0, edit.start) + edit.text + text.slice(edit.end) : text;
  expect(mended).toBe('a,\nimage: "x",');
});

it("removes a comment at the end of a line with the space before it, and a half-used one not at all", () => {
  const text = "image, \t// millwright-ignore check/image-latest check/unused-output: only a test\r\nnext";
  const none = settle([], { sources: new Map([[file, text]]) }).remarks;
  expect(none.map(({ code, fixes }) => [code, fixes.length])).toEqual([
    ["check/suppression-unused", 1],
    ["check/suppression-unused", 0],
  ]);
  const [edit] = none[0]?.fixes[0]?.edits ?? [];
  expect(edit !== undefined && "file" in edit && text.slice(0, edit.start) + text.slice(edit.end)).toBe("image,\r\nnext");
  const half = settle([warning(1)], { sources: new Map([[file, text]]) }).remarks;
  expect(half.map(({ code, fixes }) => [code, fixes.length])).toEqual([["check/suppression-unused", 0]]);
});

it("says nothing of what was not found where not everything was checked", () => {
  const texts = sources("// millwright-ignore check/image-latest: only a test", "a,");
  expect(settle([], { sources: texts, partial: true }).remarks).toEqual([]);
});

it.each(["check/environment-name", "link/compare-types", "load/threw", "validate/memory", "argo/name-length", "check/rule-crashed"])(
  "never silences %s, whoever asks: a comment, the config or a baseline",
  (code) => {
    const texts = sources(`// millwright-ignore ${code}: looks nicer`, "a,");
    const settled = settle([law(2, code)], { sources: texts, severities: { overrides: { [code]: "off" } } });
    expect(settled.shown).toEqual([law(2, code)]);
    expect(said(settled)).toEqual([
      `error check/severity-not-allowed The config gives "${code}" the severity "off", but it is an error that no config can change.`,
      `error check/suppression-not-allowed 1:1-${35 + code.length} A comment silences "${code}", which cannot be silenced.`,
    ]);
  },
);

it("silences warnings of every area, and errors of rules that are a matter of judgement", () => {
  const texts = sources("// millwright-ignore argo/large, check/resources-fit-node: we know until 2027-01-31", "a,");
  const error = { ...law(2, "check/resources-fit-node") };
  expect(settle([warning(2, "argo/large"), error], { sources: texts, now }).shown).toEqual([]);
});

it("gives findings the severities of the config, and leaves out those that are off", () => {
  const overrides = { "check/image-latest": "error", "check/unused-output": "off", "check/resources-fit-node": "warning" } as const;
  const found = [warning(1), warning(2, "check/unused-output"), law(3, "check/resources-fit-node")];
  const { shown } = settle(found, { sources: new Map(), severities: { overrides } });
  expect(shown.map(({ code, severity }) => [code, severity])).toEqual([
    ["check/image-latest", "error"],
    ["check/resources-fit-node", "warning"],
  ]);
});

it("silences a warning that the config makes an error", () => {
  const texts = sources("a, // millwright-ignore argo/large: we know");
  const severities = { overrides: { "argo/large": "error" } } as const;
  expect(settle([warning(1, "argo/large")], { sources: texts, severities }).shown).toEqual([]);
});

it("says that the config names no code, and what is near", () => {
  const severities = {
    overrides: { "check/image-lastest": "error" },
    known: new Set(["check/image-latest"]),
    at: () => ({ file: "millwright.config.ts", line: 4, column: 5, endColumn: 9 }),
  } as const;
  const [remark] = settle([], { sources: new Map(), severities }).remarks;
  expect(remark).toMatchObject({
    code: "check/severity-unknown-code",
    message: 'The config gives a severity to "check/image-lastest", which is no code of a finding.',
    help: 'Did you mean "check/image-latest"?',
    at: { file: "millwright.config.ts", line: 4 },
  });
});

it("reads comments of TOML and YAML files too", () => {
  const toml = new Map([["images.lock.toml", '[images.churn] # millwright-ignore link/odd: CI writes it\nrepository = "x"']]);
  const found: Settleable = { code: "link/odd", severity: "warning", place: { file: "images.lock.toml", line: 1 }, subject: "churn" };
  expect(settle([found], { sources: toml }).suppressed).toHaveLength(1);
});

it("never touches findings about no file", () => {
  const found: Settleable = { ...warning(1), place: undefined };
  expect(settle([found], { sources: sources("// millwright-ignore check/image-latest: x", "a"), partial: true }).shown).toEqual([found]);
});

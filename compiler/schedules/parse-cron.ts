/**
 * Cron expressions of five fields
 *
 * Exactly what robfig/cron v3 `ParseStandard` reads less its descriptors, because that is what the engines use: lists, ranges, steps, names of months and days,
 * `?` as `*`; no seconds, no years, no `L W #`, Sunday is 0 only. Where robfig reads more than was meant (`*-5`, `1,,2`), this refuses.
 *
 * Source: github.com/robfig/cron v3.0.1, parser.go and spec.go
 */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  readonly daysOfWeek: readonly number[];
  /** Whether the field leaves the day open (`*`, `?`). If neither does, a day that either of them names will do. */
  readonly anyDayOfMonth: boolean;
  readonly anyDayOfWeek: boolean;
}

/** What is wrong with an expression, as the end of "…, in which". */
export interface CronProblem {
  readonly problem: string;
  /** What to write instead, where that is known. */
  readonly instead?: string;
  /** Five fields that name the same moments. */
  readonly same?: string;
}

interface FieldKind {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
  /** All of its values, in order. */
  readonly all: readonly number[];
}

interface Field {
  readonly values: readonly number[];
  readonly any: boolean;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const kinds: readonly FieldKind[] = [
  fieldKind("minute", 0, 59),
  fieldKind("hour", 0, 23),
  fieldKind("day of month", 1, 31),
  fieldKind("month", 1, 12, months),
  fieldKind("day of week", 0, 6, days),
];

function fieldKind(name: string, least: number, most: number, names: readonly string[] = []): FieldKind {
  return { name, least, most, names, all: Array.from({ length: most - least + 1 }, (_, index) => least + index) };
}

const descriptors: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

/** The moments that a cron expression names, or what is wrong with it. */
export function parseCron(text: string): Cron | CronProblem {
  const trimmed = text.trim();
  if (/^(?:CRON_)?TZ=/.test(trimmed)) return { problem: "the zone stands before the fields", instead: "say it in `timezone`" };
  if (trimmed.startsWith("@")) {
    const fields = descriptors[trimmed.toLowerCase()];
    return {
      problem: `"${trimmed}" is no list of five fields`,
      ...(fields !== undefined && { instead: `write "${fields}"`, same: fields }),
    };
  }
  const texts = trimmed === "" ? [] : trimmed.split(/\s+/);
  if (texts.length !== 5) return wrongCount(texts);
  const fields: Field[] = [];
  for (const [index, kind] of kinds.entries()) {
    const field = parseField(texts[index] ?? "", kind);
    if ("problem" in field) return field;
    fields.push(field);
  }
  const [minute, hour, dayOfMonth, month, dayOfWeek] = fields;
  return {
    minutes: minute?.values ?? [],
    hours: hour?.values ?? [],
    daysOfMonth: dayOfMonth?.values ?? [],
    months: month?.values ?? [],
    daysOfWeek: dayOfWeek?.values ?? [],
    anyDayOfMonth: dayOfMonth?.any ?? true,
    anyDayOfWeek: dayOfWeek?.any ?? true,
  };
}

function wrongCount(texts: readonly string[]): CronProblem {
  const problem = texts.length === 1 ? "there is 1 field" : `there are ${texts.length} fields`;
  if (texts.length !== 6) return { problem };
  // Not the same moments for certain: readers with seconds, such as Quartz, count the days of the week from 1.
  return { problem, instead: `leave out the seconds, as in "${texts.slice(1).join(" ")}"` };
}

function parseField(text: string, kind: FieldKind): Field | CronProblem {
  if (text === "*") return { values: kind.all, any: true };
  const values = new Set<number>();
  let any = false;
  for (const member of text.split(",")) {
    const range = parseRange(member, kind);
    if ("problem" in range) return range;
    any ||= range.any;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return { values: [...values].sort((a, b) => a - b), any };
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly any: boolean;
}

function parseRange(text: string, kind: FieldKind): Range | CronProblem {
  const [span = "", stepText, ...more] = text.split("/");
  if (text === "" || more.length > 0) return unknown(text, kind);
  const step = stepText === undefined ? 1 : number(stepText);
  if (step === undefined || step === 0) return { problem: `the step of "${text}" is no whole number from 1` };
  if (span === "*" || span === "?") return { from: kind.least, to: kind.most, step, any: step === 1 };
  const [low = "", high, ...rest] = span.split("-");
  if (rest.length > 0) return unknown(text, kind);
  const from = valueIn(low, kind);
  if (typeof from !== "number") return from;
  const to = high === undefined ? (stepText === undefined ? from : kind.most) : valueIn(high, kind);
  if (typeof to !== "number") return to;
  return to < from ? { problem: `the ${kind.name} "${span}" ends before it begins` } : { from, to, step, any: false };
}

function valueIn(text: string, kind: FieldKind): number | CronProblem {
  const named = kind.names.indexOf(text.toLowerCase());
  const value = named >= 0 ? named + kind.least : number(text);
  if (value === undefined) return unknown(text, kind);
  if (value >= kind.least && value <= kind.most) return value;
  const problem = `the ${kind.name} ${value} is not from ${kind.least} to ${kind.most}`;
  return kind.names === days && value === 7 ? { problem, instead: "write 0 for Sunday" } : { problem };
}

function number(text: string): number | undefined {
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined;
}

function unknown(text: string, { name, least, most, names }: FieldKind): CronProblem {
  const named = names.length === 0 ? "" : ` or "${names[0]}" to "${names.at(-1)}"`;
  return { problem: `"${text}" is no ${name} from ${least} to ${most}${named}` };
}

import type { Place, Suppression } from "../diagnostics/diagnostic.ts";
import { type LineComment, lineComments } from "./comments.ts";

/** A comment `millwright-ignore check/a, check/b: reason until 2027-01-31`. */
export interface SuppressionComment {
  readonly place: Place;
  /** Offsets of what is removed with it: the whole line where it stands alone. */
  readonly start: number;
  readonly end: number;
  readonly codes: readonly string[];
  /** The line whose findings it silences. */
  readonly line: number;
  /** Undefined where a mistake in the comment keeps it from silencing anything. */
  readonly suppression: Suppression | undefined;
  readonly mistake: "code" | "reason" | "date" | undefined;
  /** The date as it was written. */
  readonly date: string | undefined;
}

const word = "millwright-ignore";

/** The comments of a file that silence findings, in order. Alone on a line, one is about the next line that is no comment; at the end of a line, about that line. */
export function suppressionComments(file: string, text: string): readonly SuppressionComment[] {
  if (!text.includes(word)) return [];
  const comments = lineComments(file, text);
  const alone = new Set(comments.filter((comment) => comment.alone).map(({ line }) => line));
  return comments.flatMap((comment) => {
    const said = comment.text.trimStart();
    if (!said.startsWith(word) || /[^\s:]/.test(said.charAt(word.length))) return [];
    return [{ ...read(said.slice(word.length)), ...placeOf(file, text, comment), line: lineOf(comment, alone) }];
  });
}

function lineOf({ line, alone: isAlone }: LineComment, alone: ReadonlySet<number>): number {
  let about = line;
  if (isAlone) while (alone.has(about)) about++;
  return about;
}

function placeOf(
  file: string,
  text: string,
  { line, start, end, alone }: LineComment,
): Pick<SuppressionComment, "place" | "start" | "end"> {
  const beginning = text.lastIndexOf("\n", start - 1) + 1;
  const column = start - beginning + 1;
  const place: Place = { file, line, column, endLine: line, endColumn: column + end - start };
  if (!alone) return { place, start: start - spaceBefore(text, start), end };
  const next = text.indexOf("\n", end);
  return { place, start: beginning, end: next < 0 ? text.length : next + 1 };
}

function spaceBefore(text: string, offset: number): number {
  let count = 0;
  while (text.charAt(offset - count - 1) === " " || text.charAt(offset - count - 1) === "\t") count++;
  return count;
}

type Read = Pick<SuppressionComment, "codes" | "suppression" | "mistake" | "date">;

function read(said: string): Read {
  const colon = said.indexOf(":");
  const codes = (colon < 0 ? said : said.slice(0, colon)).split(/[\s,]+/).filter((code) => code !== "");
  const failed = (mistake: "code" | "reason" | "date", date?: string): Read => ({ codes, suppression: undefined, mistake, date });
  if (codes.length === 0) return failed("code");
  const reasonAndDate = colon < 0 ? "" : said.slice(colon + 1).trim();
  const [, before = "", date] = /^(.*?)\buntil (\S+)$/.exec(reasonAndDate) ?? [undefined, reasonAndDate, undefined];
  const reason = before.trim();
  if (reason === "") return failed("reason");
  if (date === undefined) return { codes, suppression: { reason }, mistake: undefined, date };
  return endOfDay(date) === undefined ? failed("date", date) : { codes, suppression: { reason, until: date }, mistake: undefined, date };
}

/** The moment at which the day (in UTC) is over, or undefined where the text is no date. */
export function endOfDay(date: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  const start = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return new Date(start).toISOString().slice(0, 10) === date ? start + 86_400_000 : undefined;
}

/**
 * The words of `--select`: dbt's, as far as they make sense for definitions
 *
 * A blank means "or", a comma means "and". `+x` adds what x depends on, `x+` what depends on x, `2+x` and `x+2` as many steps of that, and `@x` adds what depends on x
 * together with all that those need. A value with a blank, a comma or a plus stands in double quotes.
 */
const methods = ["name", "kind", "owner", "tag", "path", "target", "pool", "state"] as const;
type Method = (typeof methods)[number];

export interface Atom {
  /** As the user wrote it. */
  readonly text: string;
  readonly method: Method;
  readonly value: string;
  /** How many steps to follow what it depends on, and what depends on it; 0 is none, Infinity is all. */
  readonly up: number;
  readonly down: number;
  /** `@`: what depends on it, and everything that those need. */
  readonly closed: boolean;
}

/** Any of the groups; of a group, all atoms. */
export type Selection = readonly (readonly Atom[])[];

export type Parsed =
  | { readonly selection: Selection }
  | {
      readonly problem: { readonly text: string; readonly expected: string; readonly known?: readonly string[]; readonly unknown?: string };
    };

const states = ["new", "modified", "unmodified"] as const;

const separators = { or: /\s/, and: /,/ };

/** Reads a selection; gives the part that it does not understand, and what was expected there. */
export function parseSelection(text: string): Parsed {
  const groups: Atom[][] = [];
  for (const group of split(text, separators.or)) {
    const atoms: Atom[] = [];
    for (const part of split(group, separators.and)) {
      const atom = parseAtom(part);
      if ("expected" in atom) return { problem: atom };
      atoms.push(atom);
    }
    if (atoms.length === 0) return { problem: { text: group, expected: 'a name or a word such as "tag:nightly" on each side of a comma' } };
    groups.push(atoms);
  }
  return groups.length === 0 ? { problem: { text, expected: "at least one name" } } : { selection: groups };
}

function parseAtom(
  text: string,
): Atom | { readonly text: string; readonly expected: string; readonly known?: readonly string[]; readonly unknown?: string } {
  const [, at = "", before, middle = "", after] = /^(@?)(?:(\d*)\+)?((?:[^+"]|"[^"]*")*)(?:\+(\d*))?$/.exec(text) ?? [];
  const [, word, quoted] = /^(?:([A-Za-z]+):)?(.*)$/s.exec(middle) ?? [];
  const value = (quoted ?? "").replaceAll('"', "");
  if (value === "") return { text, expected: 'a name, with "+" before or after it to follow what it needs or what needs it' };
  if (at === "@" && (before !== undefined || after !== undefined))
    return { text, expected: 'either "@" or "+", because "@" follows both already' };
  const method = word === undefined ? "name" : methods.find((known) => known === word);
  if (method === undefined) return { text, expected: "a known word before the colon", known: methods, unknown: word ?? "" };
  if (method === "state" && !states.some((state) => state === value)) return { text, expected: "a state", known: states, unknown: value };
  return { text, method, value, up: distance(before), down: distance(after), closed: at === "@" };
}

function distance(digits: string | undefined): number {
  if (digits === undefined) return 0;
  return digits === "" ? Number.POSITIVE_INFINITY : Number(digits);
}

/** Whether it asks for states, which need a base to compare with. */
export function asksForState(selection: Selection): boolean {
  return selection.some((group) => group.some(({ method }) => method === "state"));
}

/** Parts between separators that stand outside of double quotes; empty ones are left out. */
function split(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let part = "";
  let inQuotes = false;
  for (const character of text) {
    if (character === '"') inQuotes = !inQuotes;
    if (!inQuotes && separator.test(character)) {
      if (part !== "") parts.push(part);
      part = "";
    } else part += character;
  }
  if (part !== "") parts.push(part);
  return parts;
}

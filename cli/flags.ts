/** Flags that several commands share: said once, so that they mean the same everywhere. */

/** A value as it was given. */
export function asGiven(text: string): string {
  return text;
}

/** A whole number that is not negative. */
export function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`"${text}" is not a whole number`);
  return Number(text);
}

export const root = {
  kind: "parsed",
  parse: asGiven,
  optional: true,
  placeholder: "DIR",
  brief: "Folder of millwright.config.ts; default: searched upwards from here",
} as const;

export const env = {
  kind: "parsed",
  parse: asGiven,
  optional: true,
  variadic: true,
  placeholder: "NAME",
  brief: "Only this environment; may be repeated",
} as const;

export const select = {
  kind: "parsed",
  parse: asGiven,
  optional: true,
  variadic: true,
  placeholder: "EXPR",
  brief: "Only these definitions: names, +x, x+, @x, kind: owner: tag: path: target: pool: state:modified",
} as const;

export const exclude = {
  kind: "parsed",
  parse: asGiven,
  optional: true,
  variadic: true,
  placeholder: "EXPR",
  brief: "Not these definitions; same words as --select",
} as const;

export const base = {
  kind: "parsed",
  parse: asGiven,
  optional: true,
  placeholder: "REF",
  brief: "Git reference to compare with, such as origin/main",
} as const;

export const json = { kind: "boolean", optional: true, withNegated: false, brief: "One JSON document on standard output" } as const;

export const metrics = {
  kind: "parsed",
  parse: asGiven,
  optional: true,
  variadic: true,
  placeholder: "FILE",
  brief: "What Prometheus answered about the pods, such as their peak memory; may be repeated",
} as const;

export const cache = {
  kind: "boolean",
  optional: true,
  brief: "Take what is unchanged from earlier builds; --no-cache or MILLWRIGHT_CACHE=off: never",
} as const;

export const watch = {
  kind: "boolean",
  optional: true,
  withNegated: false,
  brief: "Again whenever a file of the platform changes, until Ctrl-C",
} as const;

/** A flag that is on where it is given. */
export function switched<const B extends string>(
  brief: B,
): { readonly kind: "boolean"; readonly optional: true; readonly withNegated: false; readonly brief: B } {
  return { kind: "boolean", optional: true, withNegated: false, brief };
}

/** A flag with one text. */
export function text<const B extends string>(placeholder: string, brief: B) {
  return { kind: "parsed", parse: asGiven, optional: true, placeholder, brief } as const;
}

/** `--format` of one of these; `--json` is the same as `--format json`. */
export function format<const F extends string>(values: readonly F[], brief: string) {
  return { kind: "enum", values, optional: true, brief } as const;
}

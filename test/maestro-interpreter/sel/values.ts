/** Values of SEL. Texts and booleans are JavaScript's; numbers say which of Java's they are. */
export type Value = string | boolean | Long | Double | (string | null)[] | DateTime | Zone | null;

export interface Long {
  readonly long: number;
}
export interface Double {
  readonly double: number;
}
export interface DateTime {
  readonly milliseconds: number;
  readonly zone: string;
}
export interface Zone {
  readonly zoneId: string;
}

export function isLong(value: Value): value is Long {
  return typeof value === "object" && value !== null && "long" in value;
}

export function isDouble(value: Value): value is Double {
  return typeof value === "object" && value !== null && "double" in value;
}

export function typeOfValue(value: Value): string {
  if (value === null) return "NULL";
  if (typeof value === "string") return "STRING";
  if (typeof value === "boolean") return "BOOLEAN";
  if (Array.isArray(value)) return "STRING_ARRAY";
  if (isLong(value)) return "LONG";
  return isDouble(value) ? "DOUBLE" : "DATETIME";
}

/** What `"" + value` appends. */
export function printedValue(value: Value): string {
  if (value === null) return "null";
  if (isLong(value)) return String(value.long);
  if (isDouble(value)) return printedDouble(value.double);
  if (Array.isArray(value)) return `[${value.join(", ")}]`;
  return typeof value === "object" ? "a date" : String(value);
}

/** As Java's Double.toString, near enough to show that numbers must not pass through it: 2 is "2.0", 1e-7 is "1.0E-7". */
function printedDouble(value: number): string {
  const text = String(value);
  const [, digits = "", exponent] = /^(-?[\d.]+)e([+-]\d+)$/.exec(text) ?? [];
  if (exponent !== undefined) return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
  return text.includes(".") ? text : `${text}.0`;
}

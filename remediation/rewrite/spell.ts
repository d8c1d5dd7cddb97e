/** How a new value is written where an old one stood: quotes and separators of digits stay as they were. */
import type { Scalar } from "../proposal.ts";

/** The text of `value` in TypeScript, in place of `written`. */
export function spellInModule(value: Scalar, written: string): string {
  if (typeof value === "number") return grouped(value, written);
  if (typeof value === "boolean") return String(value);
  const quote = /^["'`]/.exec(written)?.[0] ?? '"';
  const escaped = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll(quote, `\\${quote}`);
  return quote + (quote === "`" ? escaped.replaceAll("${", "\\${") : escaped) + quote;
}

/** The text of `value` in TOML, JSON or YAML, in place of `written`; an empty `written` stands for a new value. */
export function spellInData(value: Scalar, written: string): string {
  if (typeof value === "number")
    return written.startsWith('"') || written.startsWith("'") ? JSON.stringify(String(value)) : grouped(value, written);
  if (typeof value === "boolean") return String(value);
  if (written.startsWith("'") && !/['\\\p{Cc}]/u.test(value)) return `'${value}'`;
  const isPlain = written !== "" && !/^["']/.test(written) && /^\d+(?:\.\d+)?[A-Za-z]+$|^[A-Za-z][\w./-]*$/.test(value);
  return isPlain ? value : JSON.stringify(value);
}

/** 86_400 stays in groups of three. */
function grouped(value: number, written: string): string {
  const plain = String(value);
  return /\d_\d{3}(?!\d)/.test(written) && /^\d+$/.test(plain) ? plain.replace(/\B(?=(?:\d{3})+$)/g, "_") : plain;
}

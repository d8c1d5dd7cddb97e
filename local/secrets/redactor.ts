/**
 * Takes the values of secrets out of texts, and puts their names there (meaning.md, rule 25)
 *
 * A value is found as it is, line by line, and as the usual encodings show it: JSON, URLs, base64 with whatever stands around it. Very short values are left: they are in
 * every text, and taking them out would tell them.
 */
import type { Json } from "../../schema/record.ts";

export interface SecretValue {
  /** "huggingface.token". */
  readonly name: string;
  readonly value: string;
}

export interface Redactor {
  readonly text: (text: string) => string;
  /** The value with the texts in it redacted; the very same where there was nothing to redact. */
  readonly value: <T extends Json | undefined>(value: T) => T;
  /** For a text that comes in pieces: what is between two of them is found as well. */
  readonly stream: () => RedactingStream;
}

export interface RedactingStream {
  readonly next: (piece: Uint8Array) => Uint8Array;
  /** What was held back, because it might have been the beginning of a value. */
  readonly rest: () => Uint8Array;
}

const shortest = 4;

export function openRedactor(secrets: readonly SecretValue[]): Redactor {
  const names = new Map<string, string>();
  for (const { name, value } of secrets) for (const form of formsOf(value)) if (!names.has(form)) names.set(form, name);
  // Bytes as characters of one byte each: pieces may be cut inside of a character.
  const bytes = new Map([...names].map(([form, name]) => [Buffer.from(form).toString("latin1"), name]));
  const [inText, inBytes] = [replacing(names), replacing(bytes)];
  const redactedValue = (value: Json): Json => {
    if (typeof value === "string") return inText(value);
    if (typeof value !== "object" || value === null) {
      const text = String(value);
      return inText(text) === text ? value : inText(text);
    }
    if (Array.isArray(value)) return value.map(redactedValue);
    return Object.fromEntries(
      Object.entries(value as { readonly [name: string]: Json }).map(([name, member]) => [inText(name), redactedValue(member)]),
    );
  };
  return {
    text: inText,
    value: (value) => {
      if (value === undefined || names.size === 0) return value;
      const redacted = redactedValue(value);
      return JSON.stringify(redacted) === JSON.stringify(value) ? value : (redacted as typeof value);
    },
    stream: () => openStream(inBytes, [...bytes.keys()]),
  };
}

/** The texts by which a value shows itself, the longest first. */
function formsOf(value: string): readonly string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const forms = [value.trim(), ...lines].flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    ...base64Of(text),
  ]);
  return [...new Set(forms)].filter((form) => form.length >= shortest).sort((one, other) => other.length - one.length);
}

/** The part of its base64 that does not depend on what stands before and after it, at each of the three positions. */
function base64Of(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  if (bytes.length < 8) return [];
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    // At both ends a character may be made of what stands there, too.
    const own = encoded.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1);
    return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** Finds any of the forms, the longest of those that begin at a place. Without forms it finds nothing. */
function patternOf(forms: readonly string[]): RegExp {
  const words = [...forms].sort((one, other) => other.length - one.length).map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  return new RegExp(words.length === 0 ? "(?!)" : words.join("|"), "g");
}

function replacing(names: ReadonlyMap<string, string>): (text: string) => string {
  const pattern = patternOf([...names.keys()]);
  return (text) => text.replace(pattern, (form) => `[secret ${names.get(form) ?? ""}]`);
}

function openStream(redact: (text: string) => string, forms: readonly string[]): RedactingStream {
  const pattern = patternOf(forms);
  const longest = Math.max(0, ...forms.map((form) => form.length));
  let held = "";
  return {
    next(piece) {
      if (forms.length === 0) return piece;
      const text = held + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString("latin1");
      let cut = beginningAt(text, forms, longest);
      // A form that lies across the cut would be taken apart.
      for (const { 0: form, index } of text.matchAll(pattern)) if (index < cut && index + form.length > cut) cut = index;
      held = text.slice(cut);
      return Buffer.from(redact(text.slice(0, cut)), "latin1");
    },
    rest() {
      const text = redact(held);
      held = "";
      return Buffer.from(text, "latin1");
    },
  };
}

/** Where the longest end of the text begins that a form may go on from. */
function beginningAt(text: string, forms: readonly string[], longest: number): number {
  for (let at = Math.max(0, text.length - longest + 1); at < text.length; at += 1) {
    const end = text.slice(at);
    if (forms.some((form) => form.startsWith(end))) return at;
  }
  return text.length;
}

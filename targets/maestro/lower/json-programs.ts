/**
 * SEL that reads and writes JSON as it travels
 *
 * SEL has no reader of JSON, but all of Java's regular expressions. Travelling JSON is compact and in the one form of JSON.stringify, so that no raw control character is in
 * it: those serve as marks here. All loops of the patterns are possessive: others take a Java thread's stack where texts are long.
 */
import { plainDecimal } from "../../../schema/values/plain-decimal.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { freshName, type Program } from "./program.ts";
import { quoted } from "./sel-text.ts";
import { absent, travelling } from "./travelling.ts";

const slash = "\u0001";
const border = "\u0002";
const jsonText = '"[^"\\\\]*+(?:\\\\.[^"\\\\]*+)*+"';
const jsonScalar = '[^"\\[\\]{},:]++';

/** Gives the name of an array with the items of a list's text. */
export function itemsOf(program: Program, source: string, itemType: ValueType): string {
  const type = itemType.type === "optional" ? itemType.of : itemType;
  const [items, text] = [freshName(program), freshName(program)];
  program.statements.push(
    `String[] ${items} = new String[0]; String ${text} = ${source};`,
    `if (${text} != '[]') { ${text} = ${text}.substring(1, ${text}.length() - 1);`,
    ...cutItems(program, items, text, type),
    "}",
  );
  return items;
}

function cutItems(program: Program, items: string, text: string, type: ValueType): readonly string[] {
  const split = `${items} = ${text}.substring(0, ${text}.length() - 1).split(${quoted(border)}, -1);`;
  switch (type.type) {
    case "integer":
    case "boolean":
      return [`${items} = ${text}.split(',');`];
    case "number":
      return [noExponent(text), `${items} = ${text}.split(',');`];
    case "string":
      return [
        `${text} = ${text}.replaceAll(${quoted(`${jsonText.replace('"', '"(').slice(0, -1)})"(?:,|\\z)`)}, ${quoted(`$1${border}`)});`,
        ...plainText(program, text),
        split,
      ];
    default: {
      const pattern = jsonValue(program, type);
      const item = `'(' + ${pattern} + ')(?:,|\\\\z)'`;
      return [
        `if (!${text}.replaceAll(${item}, '').isEmpty()) { throw 'A list holds something that is no JSON.'; }`,
        `${text} = ${text}.replaceAll(${item}, ${quoted(`$1${border}`)});`,
        split,
      ];
    }
  }
}

/** Gives the name of the text of a field. */
export function fieldOf(program: Program, source: string, field: string, type: ValueType): string {
  const carried = type.type === "optional" ? type.of : type;
  const pattern = jsonValue(program, carried);
  const name = freshName(program);
  const key = `${travelling(JSON.stringify(field)).replace(/[^A-Za-z0-9\u0080-\uffff]/g, "\\$&")}:`;
  const missing =
    type.type === "optional" ? `${name} = ${quoted(absent)};` : `throw ${quoted(`An object has no field ${JSON.stringify(field)}.`)};`;
  const before = quoted(`(?s)\\{(?:(?!${key})${jsonText}:`);
  program.statements.push(
    `String ${name} = ${source}.replaceAll(${before} + ${pattern} + ${quoted(`,)*+${key}(`)} + ${pattern} + ').*', ${quoted(`${border}$1`)});`,
    `if (!${name}.startsWith(${quoted(border)})) { ${missing} } else { ${name} = ${name}.substring(1);`,
    ...(carried.type === "string" ? [`${name} = ${name}.substring(1, ${name}.length() - 1);`, ...plainText(program, name)] : []),
    ...(carried.type === "number" ? [noExponent(name)] : []),
    "}",
  );
  return name;
}

/** A number in a list or an object that a person wrote may have an exponent; as a text of its own it has none (meaning.md, rule 1). */
function noExponent(name: string): string {
  return `if (${name}.toLowerCase().contains('e')) { throw 'A number is not written in plain decimal.'; }`;
}

/** Gives the name of a pattern of JSON values, as deep as the type and two levels more: a type may leave fields out. */
function jsonValue(program: Program, type: ValueType): string {
  const name = freshName(program);
  program.statements.push(`String ${name} = ${quoted(`(?:${jsonText}|${jsonScalar})`)};`);
  const inside = `${quoted(`(?:${jsonText}|${jsonScalar}|\\[(?:`)} + ${name} + ${quoted(`,?+)*+\\]|\\{(?:${jsonText}:`)} + ${name} + ${quoted(",?+)*+\\})")}`;
  for (let level = 0; level < depthOf(type) + 2; level += 1) program.statements.push(`${name} = ${inside};`);
  return name;
}

function depthOf(type: ValueType): number {
  switch (type.type) {
    case "list":
      return 1 + depthOf(type.item);
    case "object":
      return 1 + Math.max(0, ...Object.values(type.fields).map(depthOf));
    case "optional":
      return depthOf(type.of);
    default:
      return 0;
  }
}

/** The control characters that JSON writes by number, without the two that are marks here. */
const byNumber = Array.from({ length: 31 }, (_, index) => index + 1).filter((code) => ![8, 9, 10, 12, 13].includes(code));
const hexadecimal = (codes: readonly number[]): string => codes.map((code) => code.toString(16).padStart(2, "0")).join("");

/** Turns the inside of JSON texts into what they mean. */
function plainText(program: Program, name: string): readonly string[] {
  const codes = byNumber.filter((code) => code > 2);
  const [all, numbers, at] = [freshName(program), freshName(program), freshName(program)];
  const escapes = [
    ["\\\\", slash],
    ['\\"', '"'],
    ["\\/", "/"],
    ["\\n", "\n"],
    ["\\t", "\t"],
    ["\\r", "\r"],
    ["\\b", "\b"],
    ["\\f", "\f"],
  ] as const;
  return [
    `${name} = ${name}${escapes.map(([from, to]) => `.replace(${quoted(from)}, ${quoted(to)})`).join("")};`,
    `if (${name}.contains(${quoted("\\u")})) {`,
    `String ${all} = ${quoted(String.fromCharCode(...codes))}; String ${numbers} = ${quoted(hexadecimal(codes))};`,
    `for (int ${at} = 0; ${at} < ${codes.length}; ${at} += 1) { ${name} = ${name}.replace(${quoted("\\u00")} + ${numbers}.substring(2 * ${at}, 2 * ${at} + 2), ${all}.substring(${at}, ${at} + 1)); }`,
    `if (${name}.contains(${quoted("\\u")})) { throw 'A text holds a character that Maestro cannot take out of JSON.'; } }`,
    `${name} = ${name}.replace(${quoted(slash)}, ${quoted("\\")});`,
  ];
}

/** Statements that put the JSON text of the text in a variable, or in an item of an array, in its place. */
function asJsonText(program: Program, place: string): readonly string[] {
  const [all, numbers, at] = [freshName(program), freshName(program), freshName(program)];
  return [
    `${place} = ${place}.escape();`,
    `if (${place}.replaceAll('[\u0001-\u001f]', '') != ${place}) {`,
    `String ${all} = ${quoted(String.fromCharCode(...byNumber))}; String ${numbers} = ${quoted(hexadecimal(byNumber))};`,
    `for (int ${at} = 0; ${at} < ${byNumber.length}; ${at} += 1) { ${place} = ${place}.replace(${all}.substring(${at}, ${at} + 1), ${quoted("\\u00")} + ${numbers}.substring(2 * ${at}, 2 * ${at} + 2)); } }`,
    `${place} = '"' + ${place} + '"';`,
  ];
}

/** Gives the name of the JSON text of a value's text. */
export function jsonOf(program: Program, source: string, type: ValueType): string {
  const name = freshName(program);
  program.statements.push(`String ${name} = ${source};`, ...itemAsJson(program, name, type));
  return name;
}

function itemAsJson(program: Program, place: string, type: ValueType): readonly string[] {
  if (type.type === "optional") {
    const inner = itemAsJson(program, place, type.of);
    return [`if (${place} == ${quoted(absent)}) { ${place} = 'null'; }`, ...(inner.length === 0 ? [] : ["else {", ...inner, "}"])];
  }
  return type.type === "string" || type.type === "unknown" ? asJsonText(program, place) : [];
}

/** Gives the text of a list of the texts in an array. */
export function listOf(program: Program, array: string, itemType: ValueType): string {
  const [items, at] = [freshName(program), freshName(program)];
  const work = itemAsJson(program, `${items}[${at}]`, itemType);
  program.statements.push(`String[] ${items} = ${array};`);
  if (work.length > 0) program.statements.push(`for (int ${at} = 0; ${at} < ${items}.length; ${at} += 1) {`, ...work, "}");
  return `('[' + String.join(',', ${items}) + ']')`;
}

/** Gives the name of an array with the numbers below a count. */
export function numbersBelow(program: Program, count: string): string {
  const [items, most, at] = [freshName(program), freshName(program), freshName(program)];
  program.statements.push(
    `String[] ${items} = new String[0]; int ${most} = Long.valueOf(${count});`,
    `if (${most} > 0) { ${items} = new String[${most}]; for (int ${at} = 0; ${at} < ${most}; ${at} += 1) { ${items}[${at}] = '' + ${at}; } }`,
  );
  return items;
}

/** A number as an expression. */
export function numberOf(source: string, known: unknown): string {
  return typeof known === "number" ? `Double.valueOf('${plainDecimal(known)}')` : `Double.valueOf(${source})`;
}

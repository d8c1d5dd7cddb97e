import { expect, test } from "vitest";
import { isStill } from "../../compiler/cache/is-still.ts";

test.each([
  ['export const image = "a=b++";', "text in quotes"],
  ["export const { a, b: [c] } = f(); let d = 1; type T<X> = X | string;", "declarations"],
  [`export const say = (name: string) => \`--name=$\{name}\`;`, "templates"],
  ["// count += 1\n/* list.push(1) */ export const one = 1;", "comments"],
  ["export const f = (a: number) => a <= 1 && a == 2 && a !== 3 && a >= 4;", "comparisons"],
])("%j is still: %s", (text) => expect(isStill(text)).toBe(true));

test.each([
  ["let next = 0; export const minute = () => next++;", "counts"],
  ["const state = { n: 0 }; export const f = () => { state.n += 1; };", "assigns"],
  ["export const add = (word: string) => words.push(word);", "collects"],
  [`export const f = () => \`$\{n++}\`;`, "counts in a template"],
  ["export function* numbers() { yield 1; }", "gives one after the other"],
  ["export const f = (x: number) => { bits <<= x; };", "shifts in place"],
  ["export const f = () => seen.set('a', 1);", "fills a map"],
  ["export const f = (text: string) => pattern.test(text);", "a pattern may keep its place"],
  ["export const f = () => { delete state.a; };", "deletes"],
  ["export const f = () => Object.assign(state, { a: 1 });", "assigns by call"],
])("%j is not: it %s", (text) => expect(isStill(text)).toBe(false));

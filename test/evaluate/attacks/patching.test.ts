import { expect, it } from "vitest";
import { attack, expectStopped, stopped } from "./attack.ts";

it.each([
  "Array.prototype.map ¦= () => [];",
  "Object.prototype.polluted ¦= 1;",
  "Object.prototype.toString ¦= () => 'x';",
  "Object.¦defineProperty(Object.prototype, 'toJSON', { value: () => null });",
  "JSON.stringify ¦= () => '{}';",
  "Error.captureStackTrace ¦= () => {};",
  "globalThis.shared ¦= 1;",
  "globalThis.$known ¦= (value) => value;",
  "console.log ¦= () => {};",
  "Promise.prototype.then ¦= function () {};",
  "Buffer.prototype.toString ¦= () => '';",
])("stops %s at its place", async (statement) => {
  await expectStopped("load/threw", `export const a = 1;\n${statement}\n`);
});

it("finds a hook left in Error.prepareStackTrace, and takes it away", async () => {
  expect(await stopped("export const a = 1;\nError.prepareStackTrace = () => [];\n")).toEqual([
    "load/not-allowed flows/attack.flow.ts:2:7",
  ]);
});

it("keeps the call sites of others where a file sets Error.stackTraceLimit", async () => {
  expect(await stopped("Error.stackTraceLimit = 0;\nexport const a = 1;\n")).toEqual([]);
});

it("lets ordinary code give its own objects members of those names", async () => {
  const text = `class Mine extends Error { constructor() { super("x"); this.name = "Mine"; this.message = "y"; } }
function Old() {}
Old.prototype.toString = function () { return "old"; };
Old.prototype.constructor = Old;
const table = {};
table.constructor = 1;
table.valueOf = 2;
if (new Mine().name !== "Mine" || String(new Old()) !== "old" || table.constructor !== 1) throw new Error("changed");
`;
  expect(await stopped(text)).toEqual([]);
});

it("finds an export that only looks like a definition", async () => {
  const text = `const circle = { kind: "flow", name: "x", calls: [] };\ncircle.self = circle;\nexport const a = { [Symbol.for("millwright.record")]: circle };\n`;
  expect((await attack(text)).map(({ code }) => code)).toEqual(["load/not-a-definition"]);
  const getter = `export const a = new Proxy({}, { get() { throw new Error("no"); } });\n`;
  expect((await attack(getter)).map(({ code }) => code)).toEqual(["load/not-a-definition"]);
});

it("refuses a record that is nested without measure", async () => {
  const text = `let deep = {};\nfor (let i = 0; i < 900; i++) deep = { deep };\nexport const a = { [Symbol.for("millwright.record")]: { kind: "flow", name: "attack", calls: [], deep } };\n`;
  expect(await stopped(text)).toEqual(["load/reply-refused flows/attack.flow.ts:2:1"]);
});

it("refuses a record with the name __proto__", async () => {
  const text = `export const a = { [Symbol.for("millwright.record")]: { kind: "flow", name: "attack", calls: [], ["__proto__"]: { x: 1 } } };\n`;
  expect(await stopped(text)).toEqual(["load/reply-refused flows/attack.flow.ts:1:1"]);
});

it("refuses a reply that is too long", async () => {
  const text = `export const a = { [Symbol.for("millwright.record")]: { kind: "flow", name: "attack", calls: [], text: "x".repeat(3e6) } };\n`;
  expect(await stopped(text, {}, { limits: { message: 1_000_000 } })).toEqual(["load/reply-refused flows/attack.flow.ts:1:1"]);
});

it("tells a rejection that nobody waits for", async () => {
  expect(await stopped('export const a = 1;\nPromise.reject(new Error("lost"));\n')).toEqual(["load/threw flows/attack.flow.ts:2:16"]);
});

it.each([
  "null",
  "undefined",
  "42",
  "'text'",
  "{ toString() { throw 1; } }",
  "{ get message() { throw 1; } }",
  "{ get stack() { throw 1; } }",
  "Symbol('x')",
  "new Proxy({}, { get() { throw 1; }, has() { throw 1; } })",
])("tells that %s was thrown", async (value) => {
  expect(await stopped(`export const a = 1;\nthrow ${value};\n`)).toEqual(["load/threw flows/attack.flow.ts:2:1"]);
});

it("believes no place in a stack that is no file of the project", async () => {
  const text =
    'const error = new Error("x");\nerror.stack = "Error: x\\n at file:///etc/passwd:1:1\\n at file:///flows/../../x.ts:1:1";\nthrow error;\n';
  expect(await stopped(text)).toEqual(["load/threw flows/attack.flow.ts:3:1"]);
});

/**
 * What JavaScript would take from the machine
 *
 * The same input must give the same bytes, so the clock, randomness and the environment are not there; and a definition describes, it does not act, so
 * neither are network, timers and processes. Each leaves a trap that says so at the line that reached for it.
 */
import type { RefusalCode, Refusals } from "./refusals.ts";

/** Kept as they are: the language itself, and what only computes. */
const kept = new Set(
  `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error AggregateError EvalError RangeError
  ReferenceError SyntaxError TypeError URIError SuppressedError globalThis global JSON Math Intl Temporal ArrayBuffer Uint8Array Int8Array Uint16Array Int16Array Uint32Array
  Int32Array BigUint64Array BigInt64Array Uint8ClampedArray Float16Array Float32Array Float64Array DataView Map BigInt Set Iterator WeakMap WeakSet Proxy Reflect
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape isFinite isNaN console Buffer URL URLSearchParams URLPattern DOMException
  QuotaExceededError TextEncoder TextDecoder queueMicrotask structuredClone atob btoa DisposableStack AsyncDisposableStack`.split(/\s+/),
);

/** Would give another value each time; everything else that is not kept would act on the machine. */
const changing =
  /^(performance|Performance.*|crypto|Crypto.*|SubtleCrypto|.*Event|EventTarget|File|Blob|navigator|Navigator|WeakRef|FinalizationRegistry|Atomics|process)$/;

/** What a process does, in contrast to what it knows. */
const acts =
  /^(abort|kill|_kill|exit|reallyExit|exitCode|dlopen|binding|_linkedBinding|getBuiltinModule|mainModule|chdir|emit|on|once|send|set.*|std.*|nextTick)$/;

/** Puts traps where the machine would show through, and gives them back. Nothing of Node's that acts is reachable afterwards. */
export function setTraps(refusals: Refusals): readonly unknown[] {
  trapClock(refusals);
  define(Math, "random", standIn("Math.random()", 0.5, refusals));
  trapCodeFromText(refusals);
  define(Buffer, "poolSize", 0);
  define(Buffer, "allocUnsafe", Buffer.alloc);
  define(Buffer, "allocUnsafeSlow", Buffer.alloc);
  const now = trap("Temporal.Now", "load/not-deterministic", refusals);
  const { Temporal } = globalThis as { readonly Temporal?: object };
  if (Temporal !== undefined) define(Temporal, "Now", now);
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (kept.has(name) || name.startsWith("$") || name.startsWith("__zod")) continue;
    const value = name === "process" ? processTrap(refusals) : trap(name, codeFor(name), refusals);
    // Many are made when they are first looked at, which costs time; taken away first, they never are.
    Reflect.deleteProperty(globalThis, name);
    Object.defineProperty(globalThis, name, { value, writable: false, enumerable: false, configurable: false });
  }
  return [now];
}

function codeFor(name: string): RefusalCode {
  return changing.test(name) ? "load/not-deterministic" : "load/not-allowed";
}

function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });
}

/** Notes the use and gives a value that is always the same, so that the other mistakes of the definition show too. */
function standIn<T>(what: string, value: T, refusals: Refusals): () => T {
  return () => {
    refusals.refuse("load/not-deterministic", what);
    return value;
  };
}

function trapClock(refusals: Refusals): void {
  const Real = Date;
  const note = (what: string): Error => refusals.refuse("load/not-deterministic", what);
  define(Real, "now", standIn("Date.now()", 0, refusals));
  const WithoutClock = new Proxy(Real, {
    apply: standIn("Date()", new Real(0).toString(), refusals),
    construct(target, given, newTarget) {
      if (given.length === 0) note("new Date()");
      return Reflect.construct(target, given.length === 0 ? [0] : given, newTarget) as object;
    },
  });
  define(Real.prototype, "constructor", WithoutClock);
  define(globalThis, "Date", WithoutClock);

  const { prototype } = Intl.DateTimeFormat;
  const format = Object.getOwnPropertyDescriptor(prototype, "format")?.get as (this: Intl.DateTimeFormat) => (date: Date) => string;
  const { formatToParts } = prototype;
  Object.defineProperty(prototype, "format", {
    get(this: Intl.DateTimeFormat) {
      const withDate = format.call(this);
      return (date?: Date) => {
        if (date === undefined) note("format() of the present moment");
        return withDate(date ?? new Real(0));
      };
    },
  });
  define(prototype, "formatToParts", function (this: Intl.DateTimeFormat, date?: Date) {
    if (date === undefined) note("formatToParts() of the present moment");
    return formatToParts.call(this, date ?? new Real(0));
  });
}

/** Code made from text would not have gone through the guard. Node's flag refuses it too; this says it at its place. */
function trapCodeFromText(refusals: Refusals): void {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    const prototype = Object.getPrototypeOf(kind) as object;
    const Real = (prototype as { readonly constructor: object }).constructor as new () => unknown;
    const refuse = (): never => {
      throw refusals.refuse("load/not-allowed", `${Real.name}() of a text`);
    };
    const WithoutText = new Proxy(Real, { apply: refuse, construct: refuse });
    define(prototype, "constructor", WithoutText);
    if (Real === Function) define(globalThis, "Function", WithoutText);
  }
}

/** What can be called and constructed, as the traps' own objects must be. */
function target(): void {}

/** Something that may be asked for its type and its `prototype`, as libraries do, and refuses every other use. */
function trap(name: string, code: RefusalCode, refusals: Refusals): unknown {
  const refuse = (what: string) => (): never => {
    throw refusals.refuse(code, what);
  };
  const empty = Object.freeze({});
  return new Proxy(target, {
    apply: refuse(`${name}()`),
    construct: refuse(`new ${name}()`),
    get(_, key) {
      if (typeof key === "symbol") return undefined;
      return key === "prototype" ? empty : refuse(`${name}.${key}`)();
    },
    set: refuse(name),
    has: refuse(name),
    ownKeys: refuse(name),
    defineProperty: refuse(name),
    deleteProperty: refuse(name),
  });
}

/** `process`: packages that look for `process.env.X` or `process.versions` find nothing; the project's own files are told. */
function processTrap(refusals: Refusals): unknown {
  const look = (what: string) => (_: object, key: string | symbol) => {
    if (typeof key === "symbol" || isCalledByPackage()) return undefined;
    const doesAct = what === "process" && acts.test(key);
    const error = refusals.refuse(doesAct ? "load/not-allowed" : "load/not-deterministic", `${what}.${key}`);
    if (what === "process") throw error;
    return "";
  };
  const refuse = (): never => {
    throw refusals.refuse("load/not-deterministic", "process.env");
  };
  const still = { set: refuse, ownKeys: refuse, defineProperty: refuse, deleteProperty: refuse };
  const env = new Proxy({}, { ...still, get: look("process.env"), has: (target, key) => look("process.env")(target, key) !== undefined });
  const find = look("process");
  return new Proxy(
    {},
    {
      ...still,
      get: (target, key) => (key === "env" ? env : find(target, key)),
      has: (target, key) => key === "env" || find(target, key) !== undefined,
    },
  );
}

function isCalledByPackage(): boolean {
  const caller = /file:\/\/\/[^\s()]+:\d+:\d+/.exec((new Error().stack ?? "").replaceAll(import.meta.url, ""))?.[0];
  return caller?.includes("/node_modules/") === true;
}

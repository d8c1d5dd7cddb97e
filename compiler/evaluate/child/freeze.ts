/**
 * Intrinsics that nobody can change
 *
 * Without it one definition could change what `Array.prototype.map` does for the recorder and for every file after it. Assignments to a frozen prototype
 * throw at their line.
 */

const names =
  `Object Function Array Number Boolean String Symbol Promise RegExp JSON Math Intl Temporal ArrayBuffer DataView Uint8Array Int8Array Uint16Array Int16Array
  Uint32Array Int32Array BigUint64Array BigInt64Array Uint8ClampedArray Float32Array Float64Array Map BigInt Set Iterator WeakMap WeakSet Proxy Reflect Date
  AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError`.split(/\s+/);

const shallow = ["Buffer", "URL", "URLSearchParams", "TextEncoder", "TextDecoder", "DOMException"];

/** Members that ordinary code gives its own objects by assignment (`error.name = …`), which a frozen prototype would forbid. */
const overridden: readonly (readonly [owner: () => object, keys: readonly string[]])[] = [
  [
    () => Object.prototype,
    ["constructor", "toString", "valueOf", "toLocaleString", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"],
  ],
  [() => Function.prototype, ["toString", "call", "apply", "bind"]],
  ...[Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map(
    (kind) => [() => kind.prototype, ["name", "message", "constructor", "toString"]] as const,
  ),
];

/** Freezes the language's own objects and all that hangs on them, but for `except`, and closes the global object. */
export function freezeIntrinsics(except: readonly unknown[]): void {
  for (const [owner, keys] of overridden) for (const key of keys) allowOverride(owner(), key);
  // `Error` itself keeps `stackTraceLimit` and `prepareStackTrace`, which the recorder sets for each call site.
  const seen = new Set<unknown>([Error, ...except]);
  for (const name of names) freezeAll(Reflect.get(globalThis, name), seen);
  const samples = [
    function* () {},
    async function* () {},
    async () => {},
    [][Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    ""[Symbol.iterator](),
    "".matchAll(/a/g),
  ];
  for (const sample of samples) freezeAll(Object.getPrototypeOf(sample), seen);
  freezeAll(Error.prototype, seen);
  for (const key of Reflect.ownKeys(Error)) {
    if (key !== "stackTraceLimit" && key !== "prepareStackTrace")
      Object.defineProperty(Error, key, { writable: false, configurable: false });
  }
  for (const name of shallow) {
    const value = Reflect.get(globalThis, name) as { readonly prototype?: object } | undefined;
    if (value === undefined) continue;
    Object.freeze(value);
    if (value.prototype !== undefined) Object.freeze(value.prototype);
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const found = Object.getOwnPropertyDescriptor(globalThis, name);
    if (found?.configurable)
      Object.defineProperty(globalThis, name, "value" in found ? { writable: false, configurable: false } : { configurable: false });
  }
  Object.preventExtensions(globalThis);
}

function freezeAll(value: unknown, seen: Set<unknown>): void {
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
  seen.add(value);
  Object.freeze(value);
  freezeAll(Reflect.getPrototypeOf(value), seen);
  for (const key of Reflect.ownKeys(value)) {
    const found = Reflect.getOwnPropertyDescriptor(value, key);
    for (const part of [found?.value, found?.get, found?.set]) freezeAll(part, seen);
  }
}

function allowOverride(owner: object, key: string): void {
  const found = Object.getOwnPropertyDescriptor(owner, key);
  if (found === undefined || !("value" in found)) return;
  const value: unknown = found.value;
  Object.defineProperty(owner, key, {
    configurable: true,
    enumerable: false,
    get: () => value,
    set(this: object, own: unknown) {
      if (this === owner) throw new TypeError(`Cannot assign to "${key}" of a prototype that all files share.`);
      Object.defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
    },
  });
}

/** Data of a config file that knows which keys its schema has, for those who do not run the type checker. */
import { problem } from "../recording/recording.ts";
import { callSites } from "../recording/sites.ts";
import { unknownReference } from "../values/reference.ts";

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly catchall?: unknown;
  readonly element?: unknown;
  readonly innerType?: unknown;
}

/** The same data; reading a key that its schema does not have is noted as load/config-key. `path` is where the data is in the file. */
export function knownKeys(data: unknown, schema: unknown, file: string, path = ""): unknown {
  const definition = (schema as { readonly _zod?: { readonly def?: Definition } } | undefined)?._zod?.def;
  if (definition === undefined || typeof data !== "object" || data === null) return data;
  const { type, shape, catchall, element, innerType } = definition;
  if (type === "array" && Array.isArray(data)) return data.map((item, index) => knownKeys(item, element, file, `${path}[${index}]`));
  if (innerType !== undefined) return knownKeys(data, innerType, file, path);
  if (type !== "object" || shape === undefined || catchallTakesAll(catchall)) return data;
  const below = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const known = Object.entries(data).map(([key, value]) => [
    key,
    Object.hasOwn(shape, key) ? knownKeys(value, shape[key], file, below(key)) : value,
  ]);
  return new Proxy(Object.fromEntries(known) as object, {
    get(target, key) {
      if (typeof key === "symbol" || key in target || Object.hasOwn(shape, key)) return Reflect.get(target, key) as unknown;
      // JavaScript and our own code ask any object for members that it may have.
      if (!isReadByTheUser()) return undefined;
      problem("load/config-key", { file, key: below(key) }, { known: Object.keys(shape).map(below) });
      return unknownReference(`config("${file}")`);
    },
  });
}

/** Frames between the place that is looked for and where the stack is taken: this function, the trap, and two of `callSites`. */
const between = 4;

function isReadByTheUser(): boolean {
  return callSites(between + 1).length > 0;
}

/** `z.strictObject` has a catchall that takes nothing. */
function catchallTakesAll(catchall: unknown): boolean {
  const type = (catchall as { readonly _zod?: { readonly def?: Definition } } | undefined)?._zod?.def?.type;
  return type !== undefined && type !== "never";
}

/**
 * The check of a document against a JSON schema, before it is written
 *
 * The keywords are those that our closed schemas have. Ajv's compiled code says the same (a test compares them), but is 180 KB that every process would read, and
 * takes tens of milliseconds for the first document; this takes some hundredths of one.
 */

export interface Schema {
  readonly type?: "string" | "integer" | "boolean" | "object" | "array";
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly pattern?: string;
  /** One for each constant that the property named by `discriminator` may be. */
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: { readonly propertyName: string };
}

/** Gives back what is wrong with a value, with a JSON pointer to the place; undefined where nothing is. */
export type Check = (value: unknown) => string | undefined;

/** The check that a schema describes. */
export function documentCheck(schema: Schema): Check {
  const checks = [...ofType(schema), ...ofMembers(schema), ...ofItems(schema), ...ofAlternatives(schema)];
  const [first = nothing, second = nothing, ...more] = checks;
  return more.length === 0 ? (value) => first(value) ?? second(value) : (value) => firstOf(checks, value);
}

function nothing(): undefined {}

function firstOf(checks: readonly Check[], value: unknown): string | undefined {
  for (const check of checks) {
    const problem = check(value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function ofType({ type, const: constant, enum: members, minimum, pattern }: Schema): readonly Check[] {
  const checks: Check[] = [];
  if (type !== undefined) checks.push((value) => (isOfType(value, type) ? undefined : ` is no ${type}`));
  if (constant !== undefined) checks.push((value) => (value === constant ? undefined : ` is not ${JSON.stringify(constant)}`));
  if (members !== undefined) checks.push((value) => (members.includes(value) ? undefined : ` is none of ${JSON.stringify(members)}`));
  if (minimum !== undefined)
    checks.push((value) => (typeof value !== "number" || value >= minimum ? undefined : ` is less than ${minimum}`));
  if (pattern !== undefined) {
    const expected = new RegExp(pattern, "u");
    checks.push((value) => (typeof value !== "string" || expected.test(value) ? undefined : ` does not match ${pattern}`));
  }
  return checks;
}

function isOfType(value: unknown, type: NonNullable<Schema["type"]>): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function ofMembers({ properties = {}, required = [], additionalProperties }: Schema): readonly Check[] {
  const known = new Map(Object.entries(properties).map(([name, schema]) => [name, documentCheck(schema)]));
  const others = typeof additionalProperties === "object" ? documentCheck(additionalProperties) : undefined;
  if (known.size === 0 && required.length === 0 && additionalProperties === undefined) return [];
  return [
    (value) => {
      if (!isObject(value)) return undefined;
      for (const name of required) if (value[name] === undefined) return ` has no "${name}"`;
      for (const name of Object.keys(value)) {
        const check = known.get(name) ?? others;
        if (check === undefined && additionalProperties === false) return ` has "${name}", which it must not`;
        const problem = check?.(value[name]);
        if (problem !== undefined) return `/${name}${problem}`;
      }
      return undefined;
    },
  ];
}

function ofItems({ items, minItems = 0, maxItems = Number.POSITIVE_INFINITY }: Schema): readonly Check[] {
  if (items === undefined) return [];
  const check = documentCheck(items);
  return [
    (value) => {
      if (!Array.isArray(value)) return undefined;
      if (value.length < minItems || value.length > maxItems) return ` has ${value.length} items`;
      for (const [index, item] of value.entries()) {
        const problem = check(item);
        if (problem !== undefined) return `/${index}${problem}`;
      }
      return undefined;
    },
  ];
}

function ofAlternatives({ oneOf, discriminator }: Schema): readonly Check[] {
  if (oneOf === undefined || discriminator === undefined) return [];
  const { propertyName } = discriminator;
  const checks = new Map(oneOf.map((schema) => [schema.properties?.[propertyName]?.const, documentCheck(schema)]));
  return [
    (value) => {
      if (!isObject(value)) return undefined;
      const check = checks.get(value[propertyName]);
      return check === undefined ? `/${propertyName} is none that is known` : check(value);
    },
  ];
}

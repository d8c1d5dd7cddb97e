/** The values that one subject of a condition can still have. */
import type { ValueType } from "../../schema/values/value-type.ts";

export type Domain = NumberDomain | TextDomain | TruthDomain;

interface NumberDomain {
  readonly kind: "number";
  readonly whole: boolean;
  readonly low: number;
  readonly lowOpen: boolean;
  readonly high: number;
  readonly highOpen: boolean;
  readonly without: ReadonlySet<number>;
}

interface TextDomain {
  readonly kind: "text";
  /** All that it can be; undefined is any text. */
  readonly only: ReadonlySet<string> | undefined;
  readonly without: ReadonlySet<string>;
}

interface TruthDomain {
  readonly kind: "truth";
  readonly only: ReadonlySet<boolean>;
}

export type Operator = "eq" | "ne" | "lt" | "lte" | "gt" | "gte";

/** All values of the type. */
export function domainOf(type: ValueType): Domain | undefined {
  switch (type.type) {
    case "integer":
    case "number": {
      const [least, above] = [type.minimum ?? Number.NEGATIVE_INFINITY, type.exclusiveMinimum ?? Number.NEGATIVE_INFINITY];
      const [most, below] = [type.maximum ?? Number.POSITIVE_INFINITY, type.exclusiveMaximum ?? Number.POSITIVE_INFINITY];
      const [low, high] = [Math.max(least, above), Math.min(most, below)];
      return {
        kind: "number",
        whole: type.type === "integer",
        low,
        lowOpen: above >= least,
        high,
        highOpen: below <= most,
        without: new Set(),
      };
    }
    case "string":
      return { kind: "text", only: type.enum && new Set(type.enum), without: new Set() };
    case "boolean":
      return { kind: "truth", only: new Set([true, false]) };
    default:
      return undefined;
  }
}

/** The values of the domain for which the comparison holds; the domain itself where that cannot be told. */
export function narrowed(domain: Domain, operator: Operator, value: unknown): Domain {
  if (domain.kind === "number" && typeof value === "number") return narrowedNumber(domain, operator, value);
  if (domain.kind === "text" && typeof value === "string") {
    if (operator === "eq") return { ...domain, only: new Set(domain.only === undefined || domain.only.has(value) ? [value] : []) };
    return operator === "ne" ? { ...domain, without: new Set([...domain.without, value]) } : domain;
  }
  if (domain.kind === "truth" && typeof value === "boolean") {
    if (operator !== "eq" && operator !== "ne") return domain;
    return { ...domain, only: new Set([...domain.only].filter((member) => (member === value) === (operator === "eq"))) };
  }
  return domain;
}

function narrowedNumber(domain: NumberDomain, operator: Operator, value: number): NumberDomain {
  switch (operator) {
    case "eq":
      return raised(lowered(domain, value, false), value, false);
    case "ne":
      return { ...domain, without: new Set([...domain.without, value]) };
    case "lt":
    case "lte":
      return lowered(domain, value, operator === "lt");
    case "gt":
    case "gte":
      return raised(domain, value, operator === "gt");
  }
}

function lowered(domain: NumberDomain, high: number, highOpen: boolean): NumberDomain {
  if (high > domain.high) return domain;
  return { ...domain, high, highOpen: high === domain.high ? domain.highOpen || highOpen : highOpen };
}

function raised(domain: NumberDomain, low: number, lowOpen: boolean): NumberDomain {
  if (low < domain.low) return domain;
  return { ...domain, low, lowOpen: low === domain.low ? domain.lowOpen || lowOpen : lowOpen };
}

/** Whether no value is left. */
export function isEmpty(domain: Domain): boolean {
  if (domain.kind === "truth") return domain.only.size === 0;
  if (domain.kind === "text") return domain.only !== undefined && [...domain.only].every((member) => domain.without.has(member));
  return domain.whole ? hasNoWhole(domain) : hasNoNumber(domain);
}

function hasNoNumber({ low, lowOpen, high, highOpen, without }: NumberDomain): boolean {
  return low > high || (low === high && (lowOpen || highOpen || without.has(low)));
}

function hasNoWhole({ low, lowOpen, high, highOpen, without }: NumberDomain): boolean {
  const first = lowOpen && Number.isInteger(low) ? low + 1 : Math.ceil(low);
  const last = highOpen && Number.isInteger(high) ? high - 1 : Math.floor(high);
  if (first > last) return true;
  if (last - first >= without.size) return false;
  for (let value = first; value <= last; value++) if (!without.has(value)) return false;
  return true;
}

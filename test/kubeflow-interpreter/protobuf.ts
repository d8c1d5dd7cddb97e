/** Values as `google.protobuf.Value` carries them, and their texts. Source: kubeflow/pipelines 2.17.0, backend/src/v2/metadata/converter.go */
import { plainDecimal } from "../../schema/values/plain-decimal.ts";

/** The text of a value where a parameter is a STRING. */
export function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return plainDecimal(value);
  return typeof value === "boolean" ? String(value) : goJson(value);
}

/** What the driver puts into a word: `%d` or `%g` for a number. */
export function textInWord(value: unknown): string {
  if (typeof value !== "number") return textOfValue(value);
  if (Number.isSafeInteger(value)) return String(value);
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 21 && power < 6) return plainDecimal(value);
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** JSON as Go writes it: members in order of name, and what HTML minds escaped. */
function goJson(value: unknown): string {
  return JSON.stringify(sorted(value)).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

/** The value of an output's file. Throws where the text is not of the type: then the attempt fails. */
export function valueOfText(text: string, type: string): unknown {
  switch (type) {
    case "NUMBER_INTEGER":
      if (!/^[-+]?\d+$/.test(text.trim())) throw new TypeError(`no integer: ${text}`);
      return Number(text.trim());
    case "NUMBER_DOUBLE": {
      const number = Number(text.trim());
      if (text.trim() === "" || Number.isNaN(number)) throw new TypeError(`no number: ${text}`);
      return number;
    }
    case "BOOLEAN":
      if (!["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"].includes(text.trim()))
        throw new TypeError(`no boolean: ${text}`);
      return /^[1tT]/.test(text.trim());
    case "LIST":
    case "STRUCT": {
      const value = JSON.parse(text) as unknown;
      if (typeof value !== "object" || value === null || Array.isArray(value) !== (type === "LIST"))
        throw new TypeError(`no ${type}: ${text}`);
      return value;
    }
    default:
      return text;
  }
}

/** Whether a value is of the kind that a parameter wants. */
export function isOfKind(value: unknown, type: string): boolean {
  switch (type) {
    case "NUMBER_INTEGER":
    case "NUMBER_DOUBLE":
      return typeof value === "number";
    case "BOOLEAN":
      return typeof value === "boolean";
    case "LIST":
      return Array.isArray(value);
    case "STRUCT":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === "string";
  }
}

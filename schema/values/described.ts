import type { StringFormat, ValueType } from "./value-type.ts";

const formatWords: Readonly<Record<StringFormat, string>> = {
  date: "a date",
  datetime: "a moment",
  time: "a time of day",
  url: "an address (URL)",
  uuid: "a UUID",
  email: "an e-mail address",
};

/** Many values of a type. */
function plural(type: ValueType): string {
  switch (type.type) {
    case "string":
      return type.enum === undefined && type.format === undefined ? "texts" : described(type);
    case "integer":
    case "number":
      return `${type.type}s`;
    case "object":
      return "objects";
    case "list":
      return `lists of ${plural(type.item)}`;
    default:
      return described(type);
  }
}

/** A type in the user's words. */
export function described(type: ValueType): string {
  switch (type.type) {
    case "string":
      return type.enum === undefined
        ? type.format === undefined
          ? "text"
          : formatWords[type.format]
        : `one of ${type.enum.map((member) => `"${member}"`).join(", ")}`;
    case "integer":
      return "an integer";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "list":
      return `a list of ${plural(type.item)}`;
    case "object":
      return "an object";
    case "optional":
      return `${described(type.of)}, or nothing`;
    case "artifact":
      return `an artifact ("${type.format}")`;
    case "artifacts":
      return `a folder of artifacts ("${type.format}")`;
    case "unknown":
      return "unknown";
  }
}

/** The checks of each type, as lines of a shell script. */
import { plainDecimal } from "../../schema/values/plain-decimal.ts";
import type { NumberType, StringType, ValueType } from "../../schema/values/value-type.ts";
import type { JsonParts } from "./json-functions.ts";
import { quotedForShell } from "./quote.ts";

/** What of a type no shell script can check faithfully; undefined where all of it is checked. */
export function uncheckable(type: ValueType): string | undefined {
  switch (type.type) {
    case "string":
      return type.pattern === undefined ? undefined : "a pattern";
    case "integer":
    case "number":
      return type.multipleOf !== undefined && (type.type === "number" || !Number.isSafeInteger(type.multipleOf))
        ? "a multiple of a number that is no integer"
        : undefined;
    case "list":
      return uncheckable(type.item);
    case "object":
      return Object.values(type.fields)
        .map(uncheckable)
        .find((found) => found !== undefined);
    case "optional":
      return uncheckable(type.of);
    default:
      return undefined;
  }
}

/** Which functions the checks of these types call; `json` is undefined where none of them reads JSON. */
export function usesOf(types: readonly ValueType[]): {
  readonly number: boolean;
  readonly order: boolean;
  readonly units: boolean;
  readonly control: boolean;
  readonly json: JsonParts | undefined;
} {
  const all = types.flatMap(parts);
  const json = jsonPartsOf(types.map(withoutOptional).filter(({ type }) => type === "list" || type === "object"));
  return {
    json,
    control: json?.strings || all.some((type) => type.type === "string" && type.format === "url"),
    number: json?.numbers || all.some(isNumber),
    order: all.some((type) => isNumber(type) && bounds(type).length > 0),
    units: all.some((type) => type.type === "string" && (type.minLength ?? type.maxLength) !== undefined),
  };
}

function jsonPartsOf(types: readonly ValueType[]): JsonParts | undefined {
  if (types.length === 0) return undefined;
  const all = types.flatMap(parts);
  const anything = all.some(({ type }) => type === "object" || !readTypes.includes(type));
  return {
    anything,
    strings: anything || all.some(({ type }) => type === "string"),
    comparedStrings: all.some((type) => type.type === "object" || (type.type === "string" && stringChecks(type, "").length > 0)),
    numbers: anything || all.some(isNumber),
    booleans: all.some(({ type }) => type === "boolean"),
  };
}

/** Types that a function of their own reads in JSON. */
const readTypes: readonly ValueType["type"][] = ["string", "integer", "number", "boolean", "list", "object", "optional"];

function isNumber(type: ValueType): type is NumberType {
  return type.type === "integer" || type.type === "number";
}

function withoutOptional(type: ValueType): ValueType {
  return type.type === "optional" ? withoutOptional(type.of) : type;
}

function parts(type: ValueType): readonly ValueType[] {
  if (type.type === "list") return [type, ...parts(type.item)];
  if (type.type === "object") return [type, ...Object.values(type.fields).flatMap(parts)];
  return type.type === "optional" ? parts(type.of) : [type];
}

export interface CheckOptions {
  /** Whether an object that has a declared field twice is wrong, because the engine's own reading would take the other one. */
  readonly refuseTwice?: boolean;
}

/** Checks \`text\`, the text of an output, and writes it back where its normal form is another; `file` is a quoted path. */
export function checkOfText(type: ValueType, file: string, options: CheckOptions = {}): readonly string[] {
  switch (type.type) {
    case "string":
      return type.enum === undefined && type.format === undefined && (type.minLength ?? type.maxLength) === undefined
        ? []
        : ["s=$text", ...stringChecks(type, "")];
    case "integer":
    case "number":
      return ["x=$text", `number || fail 'is no ${type.type}'`, ...numberChecks(type, ""), `[ "$x" = "$text" ] || printf %s "$x" >${file}`];
    case "boolean":
      return ["case $text in true | false) ;; *) fail 'is neither true nor false' ;; esac"];
    case "list":
    case "object":
      return jsonChecks(type, file, options);
    default:
      return [];
  }
}

/** The checks of a string in \`s\`; `where` stands before what is wrong: ".rows ". */
function stringChecks(type: StringType, where: string): readonly string[] {
  const lines: string[] = [];
  const say = (problem: string): string => quotedForShell(where + problem);
  if (type.enum !== undefined)
    lines.push(`case $s in ${type.enum.map(quotedForShell).join(" | ")}) ;; *) fail ${say(`is none of ${type.enum.join(", ")}`)} ;; esac`);
  const { minLength = 0, maxLength } = type;
  if (type.minLength !== undefined || maxLength !== undefined) {
    lines.push(`units ${minLength} ${maxLength ?? "$((${#s}))"}`);
    if (type.minLength !== undefined) lines.push(`[ "$length" -ge ${minLength} ] || fail ${say(`is shorter than ${minLength}`)}`);
    if (maxLength !== undefined) lines.push(`[ "$length" -le ${maxLength} ] || fail ${say(`is longer than ${maxLength}`)}`);
  }
  if (type.format !== undefined) lines.push(...formatChecks[type.format](say(`is no ${type.format}`)));
  return lines;
}

const digit = "[0-9]";
const hexadecimal = "[0-9A-Fa-f]";

function dateCheck(problem: string): readonly string[] {
  const shape = `${digit.repeat(4)}-${digit.repeat(2)}-${digit.repeat(2)}`;
  return [
    `case $day in ${shape}) ;; *) fail ${problem} ;; esac`,
    "year=${day%%-*}; month=${day#*-}; month=${month%-*}; day=${day##*-}",
    "year=$((1$year - 10000)); month=$((1$month - 100)); day=$((1$day - 100))",
    "case $month in 4 | 6 | 9 | 11) last=30 ;; 2) last=28; if [ $((year % 4)) -eq 0 ] && { [ $((year % 100)) -ne 0 ] || [ $((year % 400)) -eq 0 ]; }; then last=29; fi ;; *) last=31 ;; esac",
    `[ "$month" -ge 1 ] && [ "$month" -le 12 ] && [ "$day" -ge 1 ] && [ "$day" -le "$last" ] || fail ${problem}`,
  ];
}

/** The clock in \`clock\`: hours and minutes, then perhaps seconds, then perhaps a fraction. */
function clockCheck(problem: string): readonly string[] {
  const sixty = `[0-5]${digit}`;
  return [
    `case $clock in [01]${digit}:${sixty}* | 2[0-3]:${sixty}*) clock=\${clock#?????} ;; *) fail ${problem} ;; esac`,
    `case $clock in :${sixty}) clock= ;; :${sixty}.${digit}*) clock=\${clock#????}; case $clock in *[!0-9]*) fail ${problem} ;; *) clock= ;; esac ;; esac`,
    `[ -z "$clock" ] || fail ${problem}`,
  ];
}

const formatChecks: Readonly<Record<NonNullable<StringType["format"]>, (problem: string) => readonly string[]>> = {
  date: (problem) => ["day=$s", ...dateCheck(problem)],
  time: (problem) => ["clock=$s", ...clockCheck(problem)],
  datetime: (problem) => [
    `case $s in *T*) ;; *) fail ${problem} ;; esac`,
    "day=${s%%T*}; clock=${s#*T}",
    `case $clock in *Z) clock=\${clock%Z} ;; *[-+][01]${digit}:[0-5]${digit} | *[-+]2[0-3]:[0-5]${digit}) clock=\${clock%??????} ;; *) fail ${problem} ;; esac`,
    ...clockCheck(problem),
    ...dateCheck(problem),
  ],
  uuid: (problem) => [`case $s in ${[8, 4, 4, 4, 12].map((count) => hexadecimal.repeat(count)).join("-")}) ;; *) fail ${problem} ;; esac`],
  email: (problem) => [
    `case $s in .* | *..* | *@*@* | *[!A-Za-z0-9_.@\\'+-]*) fail ${problem} ;; *[A-Za-z0-9_+-]@[A-Za-z0-9]*.[A-Za-z][A-Za-z]*) ;; *) fail ${problem} ;; esac`,
    `case \${s#*@} in *[!A-Za-z0-9.-]* | *.-* | -*) fail ${problem} ;; esac`,
    `case \${s##*.} in *[!A-Za-z]* | ?) fail ${problem} ;; esac`,
  ],
  url: (problem) => [
    `case $s in [A-Za-z]*:?*) ;; *) fail ${problem} ;; esac`,
    `case \${s%%:*} in *[!A-Za-z0-9+.-]*) fail ${problem} ;; esac`,
    `case $s in *[$control\\ ]* | *"$delete"*) fail ${problem} ;; esac`,
  ],
};

interface Bound {
  readonly value: number;
  /** What \`is\` must not be. */
  readonly wrong: string;
  readonly problem: string;
}

function bounds(type: NumberType): readonly Bound[] {
  return [
    type.minimum !== undefined && { value: type.minimum, wrong: "-1", problem: `is less than ${type.minimum}` },
    type.maximum !== undefined && { value: type.maximum, wrong: "1", problem: `is more than ${type.maximum}` },
    type.exclusiveMinimum !== undefined && {
      value: type.exclusiveMinimum,
      wrong: "-1 | 0",
      problem: `is not more than ${type.exclusiveMinimum}`,
    },
    type.exclusiveMaximum !== undefined && {
      value: type.exclusiveMaximum,
      wrong: "1 | 0",
      problem: `is not less than ${type.exclusiveMaximum}`,
    },
  ].filter((bound) => bound !== false);
}

/** The checks of the number in \`x\`, \`sign\`, \`whole\`, \`part\`. */
function numberChecks(type: NumberType, where: string): readonly string[] {
  const say = (problem: string): string => quotedForShell(where + problem);
  const lines: string[] = [];
  if (type.type === "integer")
    lines.push(`[ -z "$part" ] && [ "\${#whole}" -le 16 ] && [ "$whole" -le 9007199254740991 ] || fail ${say("is no integer")}`);
  for (const { value, wrong, problem } of bounds(type)) {
    const [, sign = "", whole = "", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plainDecimal(value === 0 ? 0 : value)) ?? [];
    lines.push(`order '${sign}' ${whole} '${part}'; case $is in ${wrong}) fail ${say(problem)} ;; esac`);
  }
  if (type.multipleOf !== undefined && type.type === "integer")
    lines.push(`[ $((whole % ${type.multipleOf})) -eq 0 ] || fail ${say(`is no multiple of ${type.multipleOf}`)}`);
  return lines;
}

/** A function a part of the type, then the reading of \`text\` by the first of them. */
function jsonChecks(type: ValueType, file: string, options: CheckOptions): readonly string[] {
  const functions: string[] = [];
  const root = valueFunction(type, "", { ...options, functions });
  return [
    ...functions,
    "near=; rest=$text",
    `exec 4>${file}`,
    root,
    "exec 4>&-",
    "space",
    `[ -z "$near" ] || fail 'has more behind its JSON'`,
  ];
}

interface Readers extends CheckOptions {
  /** Grows: one a part of the type. */
  readonly functions: string[];
}

/** Adds what reads a value of the type; gives back the name of its function. */
function valueFunction(type: ValueType, where: string, readers: Readers): string {
  const { functions } = readers;
  const said = where === "" ? "" : `${where} `;
  const name = `read_${functions.length}`;
  const place = functions.push("") - 1;
  const lines: string[] = [];
  switch (type.type) {
    case "string":
      lines.push(`string ${quotedForShell(`${said}is no text`)}`, ...stringChecks(type, said));
      break;
    case "integer":
    case "number":
      lines.push(`digits ${quotedForShell(`${said}is no ${type.type}`)}`, ...numberChecks(type, said));
      break;
    case "boolean":
      lines.push(`truth ${quotedForShell(`${said}is neither true nor false`)}`);
      break;
    case "list":
      lines.push(...listLines(type, where, name, readers));
      break;
    case "object":
      lines.push(...objectLines(type, where, name, readers));
      break;
    case "optional":
      lines.push(valueFunction(type.of, where, readers));
      break;
    default:
      lines.push("anything");
  }
  functions[place] = `${name}() {\n${lines.map((line) => `  ${line}`).join("\n")}\n}`;
  return name;
}

function listLines(type: Extract<ValueType, { type: "list" }>, where: string, name: string, readers: Readers): readonly string[] {
  const item = valueFunction(type.item, `${where}[]`, readers);
  const said = where === "" ? "" : `${where} `;
  const noList = `space; case $near in '['*) ;; *) fail ${quotedForShell(`${said}is no list`)} ;; esac`;
  if (type.minItems === undefined && type.maxItems === undefined) return [noList, `inside '[' ']' ${item}`];
  const count = `count_${name}`;
  readers.functions.push(`item_${name}() {\n  ${item}; ${count}=$((${count} + 1))\n}`);
  return [
    noList,
    `${count}=0; inside '[' ']' item_${name}`,
    ...(type.minItems === undefined
      ? []
      : [`[ "$${count}" -ge ${type.minItems} ] || fail ${quotedForShell(`${said}has fewer than ${type.minItems} items`)}`]),
    ...(type.maxItems === undefined
      ? []
      : [`[ "$${count}" -le ${type.maxItems} ] || fail ${quotedForShell(`${said}has more than ${type.maxItems} items`)}`]),
  ];
}

function objectLines(type: Extract<ValueType, { type: "object" }>, where: string, name: string, readers: Readers): readonly string[] {
  const found = `found_${name}`;
  const said = where === "" ? "" : `${where} `;
  const fields = Object.entries(type.fields).map(([field, member], index) => ({
    field,
    index,
    required: member.type !== "optional",
    read: valueFunction(member, `${where}.${field}`, readers),
  }));
  const once = (field: string, index: number): string =>
    readers.refuseTwice === true ? `case $${found} in *' ${index} '*) fail ${quotedForShell(`has ${where}.${field} twice`)} ;; esac; ` : "";
  const cases = fields
    .map(({ field, index, read }) => `${quotedForShell(field)}) ${once(field, index)}${found}="$${found} ${index} "; ${read} ;;`)
    .join(" ");
  readers.functions.push(`member_${name}() {\n  string 'has a key that is no text'; eat :; case $s in ${cases} *) anything ;; esac\n}`);
  return [
    `space; case $near in '{'*) ;; *) fail ${quotedForShell(`${said}is no object`)} ;; esac`,
    `${found}=; inside '{' '}' member_${name}`,
    ...fields
      .filter(({ required }) => required)
      .map(({ field, index }) => `case $${found} in *' ${index} '*) ;; *) fail ${quotedForShell(`${where}.${field} is missing`)} ;; esac`),
  ];
}

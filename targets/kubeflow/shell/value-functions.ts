/** Shell functions of the script around a command: what takes marks out of values that come in, and puts them into those that leave. */
import type { ValueType } from "../../../schema/values/value-type.ts";

const bytes = (text: string): string =>
  `$(printf '${[...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")}')`;

export const markVariable = `mw_mark=${bytes("\u2060")}`;
export const absentVariable = `mw_absent=${bytes("␀")}`;

/** `plain TEXT`: the text without marks, in \`mw_text\`. */
export const plainFunction = [
  "plain() {",
  "  mw_text=$1",
  '  while :; do case $mw_text in *"$mw_mark"*) mw_text=${mw_text%%"$mw_mark"*}${mw_text#*"$mw_mark"} ;; *) return 0 ;; esac; done',
  "}",
].join("\n");

/** `compact TEXT`: JSON as Go writes it, without the escapes that only Go writes, in \`mw_text\`. */
export const compactFunction = [
  "compact() {",
  "  mw_text=$1",
  "  case $mw_text in *'\\u003c'* | *'\\u003e'* | *'\\u0026'*) ;; *) return 0 ;; esac",
  "  mw_rest=$mw_text; mw_text=",
  "  while :; do",
  '    mw_run=${mw_rest%%\\\\*}; mw_text=$mw_text$mw_run; mw_rest=${mw_rest#"$mw_run"}',
  "    case $mw_rest in",
  "      '') return 0 ;;",
  "      '\\u003c'*) mw_text=$mw_text'<'; mw_rest=${mw_rest#??????} ;;",
  "      '\\u003e'*) mw_text=$mw_text'>'; mw_rest=${mw_rest#??????} ;;",
  "      '\\u0026'*) mw_text=$mw_text'&'; mw_rest=${mw_rest#??????} ;;",
  '      *) mw_run=${mw_rest%"${mw_rest#??}"}; mw_text=$mw_text$mw_run; mw_rest=${mw_rest#??} ;;',
  "    esac",
  "  done",
  "}",
].join("\n");

/** `json_of TEXT`: the text as a JSON string, in \`mw_text\`. */
export const jsonOfFunction = [
  `mw_control=$(printf '${Array.from({ length: 31 }, (_, index) => `\\${(index + 1).toString(8).padStart(3, "0")}`).join("")}')`,
  "json_of() {",
  "  mw_rest=$1; mw_text='\"'",
  "  while :; do",
  '    mw_run=${mw_rest%%[\\"\\\\$mw_control]*}; mw_text=$mw_text$mw_run; mw_rest=${mw_rest#"$mw_run"}',
  '    [ -n "$mw_rest" ] || break',
  '    mw_run=${mw_rest%"${mw_rest#?}"}; mw_rest=${mw_rest#?}',
  "    case $mw_run in",
  "      '\"' | '\\') mw_text=$mw_text'\\'$mw_run ;;",
  "      *)",
  "        mw_run=$(printf '%04x' \"'$mw_run\")",
  "        case $mw_run in",
  "          0008) mw_run=b ;; 0009) mw_run=t ;; 000a | 0000) mw_run=n ;; 000c) mw_run=f ;; 000d) mw_run=r ;;",
  "          *) mw_run=u$mw_run ;;",
  "        esac",
  "        mw_text=$mw_text'\\'$mw_run",
  "        ;;",
  "    esac",
  "  done",
  "  mw_text=$mw_text'\"'",
  "}",
].join("\n");

const unescapedFunction = [
  "unescaped() {",
  "  case $text in *'\\u00'*) ;; *) return 0 ;; esac",
  "  mw_rest=$text; text=",
  "  while :; do",
  '    mw_run=${mw_rest%%\\\\*}; text=$text$mw_run; mw_rest=${mw_rest#"$mw_run"}',
  "    case $mw_rest in",
  "      '') return 0 ;;",
  "      '\\u0024'*) text=$text'$'; mw_rest=${mw_rest#??????} ;;",
  "      '\\u0028'*) text=$text'('; mw_rest=${mw_rest#??????} ;;",
  "      '\\u007'[bB]*) text=$text'{'; mw_rest=${mw_rest#??????} ;;",
  '      *) mw_run=${mw_rest%"${mw_rest#??}"}; text=$text$mw_run; mw_rest=${mw_rest#??} ;;',
  "    esac",
  "  done",
  "}",
].join("\n");

const apartFunction = [
  "apart() {",
  "  case $text in *\"$mw_mark\"* | *'\\u2060'*) fail 'holds the character U+2060, which marks texts on their way' ;; esac",
  "  for pair in '$''$' '$''(' '{''{'; do",
  "    while :; do",
  '      case $text in *"$pair"*) text=${text%%"$pair"*}${pair%?}$mw_mark${pair#?}${text#*"$pair"} ;; *) break ;; esac',
  "    done",
  "  done",
  "}",
].join("\n");

/** What values of these types go through when they leave: their files hold them as they travel. */
export function leaving(types: readonly ValueType[]): {
  readonly functions: readonly string[];
  readonly lines: (type: ValueType, file: string) => readonly string[];
} {
  const texts = types.some((type) => holdsText(type));
  const json = types.some((type) => isJson(type));
  return {
    functions: [...(texts ? [markVariable, apartFunction] : []), ...(json ? [unescapedFunction] : [])],
    lines: (type, file) => {
      if (!holdsText(type)) return [];
      // What was checked may have been written in its normal form.
      const read = type.type === "string" ? [] : [`text_of ${file}`];
      return [...read, ...(isJson(type) ? ["unescaped"] : []), "apart", `printf %s "$text" >${file}`];
    },
  };
}

function holdsText(type: ValueType): boolean {
  return type.type === "string" || type.type === "optional" || isJson(type);
}

export function isJson(type: ValueType): boolean {
  return type.type === "list" || type.type === "object" || (type.type === "optional" && isJson(type.of));
}

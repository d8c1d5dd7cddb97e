/**
 * Shell functions that read JSON
 *
 * `near` holds what is looked at, at least 128 bytes of it, and `rest` what follows: the cost of cutting a text in a shell grows with its length. What is read is
 * written to descriptor 4 without white space. `string` leaves the text in `s`, `digits` the number in `x` and its parts.
 */

/** What of JSON the types of a step have. */
export interface JsonParts {
  readonly strings: boolean;
  /** Texts that are compared, so that their escapes must be read. */
  readonly comparedStrings: boolean;
  readonly numbers: boolean;
  readonly booleans: boolean;
  /** Values of which only the grammar is known: members that a type does not name. */
  readonly anything: boolean;
}

/** How texts in JSON are written again: with the escapes that they had, or each character in the one way that JSON.stringify has. */
export type JsonStrings = "kept" | "normal";

/** The functions that these parts need, and no other: each step carries its own. */
export function jsonFunctions(
  { strings, comparedStrings, numbers, booleans, anything }: JsonParts,
  { texts = "kept" }: { readonly texts?: JsonStrings } = {},
): string {
  const kept = texts === "kept";
  return [
    reading,
    ...(strings ? [stringFunction(kept)] : []),
    ...(strings ? [kept && !comparedStrings ? copiedEscapes : decodedEscapes(kept)] : []),
    ...(strings && !kept ? [escapedFunction, quoteFunction] : []),
    ...(numbers ? [digitsFunction] : []),
    ...(booleans || anything ? [wordFunction] : []),
    ...(booleans ? [truthFunction] : []),
    ...(anything ? [anythingFunctions] : []),
  ].join("\n");
}

/** `inside '[' ']' ITEM` reads a list of what the function ITEM reads, and `inside '{' '}' MEMBER` an object. */
const reading = [
  "block='????????????????????????????????????????????????????????????????????????????????????????????????????????????????????????????????'",
  "tab=$(printf '\\t'); cr=$(printf '\\r')",
  "more() {",
  '  while [ "${#near}" -lt 128 ] && [ -n "$rest" ]; do',
  "    case $rest in",
  '      $block*) far=${rest#$block}; near=$near${rest%"$far"}; rest=$far ;;',
  "      *) near=$near$rest; rest= ;;",
  "    esac",
  "  done",
  "}",
  "space() {",
  "  while :; do",
  '    [ "${#near}" -ge 128 ] || more',
  '    case $near in [" $tab$nl$cr"]*) near=${near#?} ;; *) break ;; esac',
  "  done",
  "}",
  "eat() {",
  "  space",
  '  case $near in "$1"*) near=${near#?}; printf %s "$1" >&4 ;; *) fail "has no \\"$1\\" where JSON needs one" ;; esac',
  "}",
  "inside() {",
  '  eat "$1"; space',
  '  case $near in "$2"*) ;; *) while :; do "$3"; space; case $near in ,*) eat , ;; *) break ;; esac; done ;; esac',
  '  eat "$2"',
  "}",
].join("\n");

/** What is read is written as it comes, or once it is known what it means. */
function stringFunction(kept: boolean): string {
  return [
    "string() {",
    "  space",
    "  s=",
    `  case $near in '"'*) near=\${near#?}${kept ? "; printf '\"' >&4" : ""} ;; *) fail "$1" ;; esac`,
    "  while :; do",
    '    [ "${#near}" -ge 128 ] || more',
    '    run=${near%%[\\"\\\\]*}',
    "    case $run in *[$control]*) fail 'has a control character in a JSON text' ;; esac",
    `    s=$s$run; near=\${near#"$run"}${kept ? '; printf %s "$run" >&4' : ""}`,
    "    case $near in",
    `      '"'*) near=\${near#?}; ${kept ? "printf '\"' >&4" : "quote"}; return 0 ;;`,
    "      '\\u'[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]*) near=${near#??}; unicode ;;",
    "      '\\'[\\\"\\\\/bfnrt]*) near=${near#?}; escape ;;",
    "      '') [ -n \"$rest\" ] || fail 'has a JSON text without its end' ;;",
    "      *) fail 'has an escape in a JSON text that JSON does not know' ;;",
    "    esac",
    "  done",
    "}",
  ].join("\n");
}

/** Escapes in texts that nothing looks at. */
const copiedEscapes = [
  "escape() {",
  '  printf \'\\\\%s\' "${near%"${near#?}"}" >&4; near=${near#?}',
  "}",
  "unicode() {",
  '  printf \'\\\\u%s\' "${near%"${near#????}"}" >&4; near=${near#????}',
  "}",
].join("\n");

function decodedEscapes(kept: boolean): string {
  return [
    "escape() {",
    '  letter=${near%"${near#?}"}; near=${near#?}',
    ...(kept ? ["  printf '\\\\%s' \"$letter\" >&4"] : []),
    "  case $letter in",
    "    n) s=$s$nl ;;",
    "    t) s=$s$tab ;;",
    "    r) s=$s$cr ;;",
    "    b) s=$s$(printf '\\b') ;;",
    "    f) s=$s$(printf '\\f') ;;",
    "    *) s=$s$letter ;;",
    "  esac",
    "}",
    "unicode() {",
    '  four=${near%"${near#????}"}; near=${near#????}',
    ...(kept ? ["  printf '\\\\u%s' \"$four\" >&4"] : []),
    "  point=$((0x$four))",
    '  if [ "$point" -ge 55296 ] && [ "$point" -le 56319 ]; then',
    "    case $near in",
    "      '\\u'[Dd][C-Fc-f][0-9A-Fa-f][0-9A-Fa-f]*)",
    '        near=${near#??}; four=${near%"${near#????}"}; near=${near#????}',
    ...(kept ? ["        printf '\\\\u%s' \"$four\" >&4"] : []),
    "        point=$((65536 + (point - 55296) * 1024 + 0x$four - 56320))",
    "        ;;",
    "    esac",
    "  fi",
    ...(kept ? [] : ['  if [ "$point" -ge 55296 ] && [ "$point" -le 57343 ]; then fail \'has half a character in a JSON text\'; fi']),
    '  if [ "$point" -eq 10 ]; then s=$s$nl',
    kept
      ? "  elif [ \"$point\" -eq 0 ]; then s=$s'\\u0000'"
      : "  elif [ \"$point\" -eq 0 ]; then fail 'has the character U+0000 in a JSON text'",
    '  elif [ "$point" -lt 128 ]; then bytes "$point"',
    '  elif [ "$point" -lt 2048 ]; then bytes $((192 + point / 64)) $((128 + point % 64))',
    '  elif [ "$point" -lt 65536 ]; then bytes $((224 + point / 4096)) $((128 + point / 64 % 64)) $((128 + point % 64))',
    "  else bytes $((240 + point / 262144)) $((128 + point / 4096 % 64)) $((128 + point / 64 % 64)) $((128 + point % 64))",
    "  fi",
    "}",
    "bytes() {",
    '  for byte; do s=$s$(printf "\\\\$((byte / 64))$((byte / 8 % 8))$((byte % 8))"); done',
    "}",
  ].join("\n");
}

/** Writes the text in \`s\` as JSON.stringify would. */
const quoteFunction = [
  "quote() {",
  "  tail=$s",
  "  printf '\"' >&4",
  "  while :; do",
  '    run=${tail%%[\\"\\\\$control]*}',
  '    printf %s "$run" >&4; tail=${tail#"$run"}',
  '    first=${tail%"${tail#?}"}; tail=${tail#?}',
  "    case $first in",
  "      '') break ;;",
  "      '\"' | '\\') printf '\\\\%s' \"$first\" >&4 ;;",
  '      *) before=${control%%"$first"*}; escaped >&4 ;;',
  "    esac",
  "  done",
  "  printf '\"' >&4",
  "}",
].join("\n");

/** Writes as JSON.stringify does the control character before which \`before\` is what stands in \`control\`. */
export const escapedFunction = [
  "escaped() {",
  "  case ${#before} in",
  "    7) printf '\\\\b' ;;",
  "    8) printf '\\\\t' ;;",
  "    9) printf '\\\\n' ;;",
  "    11) printf '\\\\f' ;;",
  "    12) printf '\\\\r' ;;",
  "    *) printf '\\\\u%04x' $((${#before} + 1)) ;;",
  "  esac",
  "}",
].join("\n");

const digitsFunction = [
  "digits() {",
  "  space",
  "  run=${near%%[!-+.0-9eE]*}",
  '  while [ "$run" = "$near" ] && [ -n "$rest" ]; do',
  '    far=${rest#?}; near=$near${rest%"$far"}; rest=$far',
  "    run=${near%%[!-+.0-9eE]*}",
  "  done",
  "  x=$run",
  '  number || fail "$1"',
  '  near=${near#"$run"}',
  '  printf %s "$x" >&4',
  "}",
].join("\n");

const wordFunction = [
  "word() {",
  '  case $near in "$1"*) near=${near#"$1"}; printf %s "$1" >&4 ;; *) fail \'is no JSON\' ;; esac',
  "}",
].join("\n");

const truthFunction = ["truth() {", "  space", '  case $near in true*) word true ;; false*) word false ;; *) fail "$1" ;; esac', "}"].join(
  "\n",
);

const anythingFunctions = [
  "pair() {",
  "  string 'has a key that is no text'; eat :; anything",
  "}",
  "anything() {",
  "  space",
  "  case $near in",
  "    '\"'*) string '' ;;",
  "    t*) word true ;;",
  "    f*) word false ;;",
  "    n*) word null ;;",
  "    '['*) inside '[' ']' anything ;;",
  "    '{'*) inside '{' '}' pair ;;",
  "    *) digits 'is no JSON' ;;",
  "  esac",
  "}",
].join("\n");

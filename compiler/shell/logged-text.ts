/**
 * Shell functions that write a text as the inside of a JSON text
 *
 * Whole texts are looked at by patterns and cut by word splitting: a loop over the letters of a long text takes a shell minutes.
 */
import { quotedForShell } from "./quote.ts";

/** Characters that the engine would read as its own, and what is written instead. */
export type Replaced = readonly (readonly [character: string, instead: string])[];

const bytes = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `\\${(from + index).toString(8)}`).join("");

/**
 * \`utf_8 TEXT\` fails where a text is no UTF-8
 *
 * Each pattern is one way in which two to five bytes do not follow each other (RFC 3629, section 4); an ASCII letter at each end stands for its borders.
 */
export const encodingFunction: readonly string[] = [
  `low=$(printf '${bytes(0x80, 0x8f)}'); middle=$(printf '${bytes(0x90, 0x9f)}'); high=$(printf '${bytes(0xa0, 0xbf)}'); after=$low$middle$high`,
  `lead2=$(printf '${bytes(0xc2, 0xdf)}'); lead3=$(printf '${bytes(0xe0, 0xef)}'); lead4=$(printf '${bytes(0xf0, 0xf4)}'); never=$(printf '\\300\\301${bytes(0xf5, 0xff)}')`,
  "e0=$(printf '\\340'); ed=$(printf '\\355'); f0=$(printf '\\360'); f4=$(printf '\\364')",
  "utf_8() {",
  "  case x$1:x in",
  "    *[$never]* | *[!$after$lead2$lead3$lead4][$after]* | *[$lead2$lead3$lead4][!$after]*) ;;",
  "    *[$lead2][$after][$after]* | *[$lead3$lead4][$after][!$after]*) ;;",
  "    *[$lead3][$after][$after][$after]* | *[$lead4][$after][$after][!$after]* | *[$lead4][$after][$after][$after][$after]*) ;;",
  '    *"$e0"[$low$middle]* | *"$ed"[$high]* | *"$f0"[$low]* | *"$f4"[$middle$high]*) ;;',
  "    *) return 0 ;;",
  "  esac",
  "  fail 'is no UTF-8 text'",
  "}",
];

/**
 * \`put_file FILE\`: writes the text of a file that is UTF-8, less one newline at its end
 *
 * Where \`under\` is set, "_" is written as an escape. Word splitting must not look for files: \`set -f\`.
 */
export function putFunction(replaced: Replaced): readonly string[] {
  const cuts: Replaced = [['"', '\\"'], ["\\", "\\\\"], ...replaced];
  const special = cuts.map(([character]) => character).join("");
  return [
    "tabulator=$(printf '\\t')",
    "put_file() {",
    "  between=",
    '  while IFS= read -r line || [ -n "$line" ]; do printf %s "$between"; put "$line"; between=\'\\n\'; done <"$1"',
    "}",
    "put() {",
    `  case $1 in *[${quotedForShell(special)}_$control]*) put_0 "$1" ;; *) printf %s "$1" ;; esac`,
    "}",
    ...cuts.flatMap(([character, instead], level) => cutFunction(character, instead, level)),
    `put_${cuts.length}() {`,
    `  case $under$1 in _*_*) ;; *) put_${cuts.length + 1} "$1"; return ;; esac`,
    ...splitting("_", "\\u005f", cuts.length),
    "}",
    `put_${cuts.length + 1}() {`,
    "  piece=$1",
    "  while :; do",
    '    case $piece in *[$control]*) ;; *) printf %s "$piece"; return ;; esac',
    '    run=${piece%%[$control]*}; printf %s "$run"; piece=${piece#"$run"}',
    '    case $piece in "$tabulator"*) printf %s "\\t" ;; *) before=${control%%"${piece%"${piece#?}"}"*}; escaped ;; esac',
    "    piece=${piece#?}",
    "  done",
    "}",
  ];
}

function cutFunction(character: string, instead: string, level: number): readonly string[] {
  return [
    `put_${level}() {`,
    `  case $1 in *${quotedForShell(character)}*) ;; *) put_${level + 1} "$1"; return ;; esac`,
    ...splitting(character, instead, level),
    "}",
  ];
}

/** The letter at the end keeps a last piece that is empty. */
function splitting(character: string, instead: string, level: number): readonly string[] {
  return [
    `  IFS=${quotedForShell(character)}; set -- $1x; IFS=; left_${level}=$#`,
    `  for piece_${level} do`,
    `    left_${level}=$((left_${level} - 1))`,
    `    [ "$left_${level}" -gt 0 ] || { put_${level + 1} "\${piece_${level}%x}"; return; }`,
    `    put_${level + 1} "$piece_${level}"; printf %s ${quotedForShell(instead)}`,
    "  done",
  ];
}

/** Folders of folders, completed by a shell: a store that knows only files has lost those without any. */
import { quotedForShell } from "./quote.ts";

export interface ShapedFolder {
  readonly path: string;
  /**
   * How many items each loop had, as compact JSON: `2` of two loops, `[2,0]` of three, `[[2,0],[1]]` of four. Innermost items are files, or folders that hold some, and
   * are there already. It may be text that the engine replaces by such JSON.
   */
  readonly shape: string;
}

/** The exit code of an attempt whose inputs could not be laid out: EX_NOINPUT. */
export const noInputCode = 66;

// In a subshell, so that no variable of the command's environment is changed. `mkdir` runs only where a folder is missing.
const functions = [
  "made() {",
  `  [ -d "$1" ] || mkdir "$1" || { printf 'millwright: the empty folder "%s" could not be made\\n' "$1" >&2; exit ${noInputCode}; }`,
  "}",
  "place() {",
  '  place=0000$1; place=${place#"${place%?????}"}',
  "}",
  "complete() {",
  '  made "$1"; set -- "$1" 0',
  "  case $shape in",
  "    '['*)",
  "      shape=${shape#?}",
  "      while :; do",
  "        case $shape in ']'*) shape=${shape#?}; return 0 ;; ,*) shape=${shape#?} ;; esac",
  '        place "$2"; complete "$1/$place"; set -- "$1" $(($2 + 1))',
  "      done",
  "      ;;",
  "    *)",
  '      count=${shape%%[],]*}; shape=${shape#"$count"}',
  '      while [ "$2" -lt "$count" ]; do place "$2"; made "$1/$place"; set -- "$1" $(($2 + 1)); done',
  "      ;;",
  "  esac",
  "}",
];

/** Lines that make the missing folders, named by position ("00003/00001"), or end the script with 66. Needs `mkdir` where one is missing. */
export function completedFolders(folders: readonly ShapedFolder[]): readonly string[] {
  if (folders.length === 0) return [];
  return ["(", ...functions, ...folders.map(({ path, shape }) => `shape='${shape}'; complete ${quotedForShell(path)}`), ") || exit"];
}

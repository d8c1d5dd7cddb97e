/** Scripts of tasks that only write values down. */

/** The numbers below a count, as a list. */
export const countScript = [
  "out=$1; count=$2; list=; index=0",
  'while [ "$index" -lt "$count" ]; do list=$list${list:+,}$index; index=$((index + 1)); done',
  'printf "[%s]" "$list" >"$out"',
].join("\n");

/** Values, each behind the file that it is written to. */
export const valueScript = [
  "count=$1; shift",
  'while [ "$count" -gt 0 ]; do printf %s "$2" >"$1"; shift 2; count=$((count - 1)); done',
].join("\n");

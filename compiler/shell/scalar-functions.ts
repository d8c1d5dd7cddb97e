/** Shell functions for numbers and lengths. All work on bytes (`LC_ALL=C`), without any other program. */

/**
 * `number`: the JSON number in `x` as plain decimal, and its parts in `sign`, `whole`, `part`; fails where `x` is none or has more than 308 digits
 *
 * The exponent moves digits from one side of the point to the other.
 */
export const numberFunction = [
  "number() {",
  "  sign=; whole=$x; part=; exponent=0; down=",
  "  case $whole in -*) sign=-; whole=${whole#-} ;; esac",
  "  case $whole in *[eE]*) exponent=${whole#*[eE]}; whole=${whole%%[eE]*} ;; esac",
  "  case $whole in *.*) part=${whole#*.}; whole=${whole%%.*}; case $part in '' | *[!0-9]*) return 1 ;; esac ;; esac",
  "  case $whole in '' | *[!0-9]* | 0?*) return 1 ;; esac",
  "  case $exponent in -*) down=1; exponent=${exponent#-} ;; +*) exponent=${exponent#+} ;; esac",
  "  case $exponent in '' | *[!0-9]*) return 1 ;; esac",
  "  while :; do case $exponent in 0?*) exponent=${exponent#0} ;; *) break ;; esac; done",
  "  case $whole$part in *[1-9]*) ;; *) sign=; whole=0; part=; x=0; return 0 ;; esac",
  '  [ "${#exponent}" -le 3 ] || return 1',
  '  while [ "$exponent" -gt 0 ]; do',
  '    if [ -n "$down" ]; then',
  '      part=${whole#"${whole%?}"}$part; whole=${whole%?}; [ -n "$whole" ] || whole=0',
  "    else",
  "      case $part in '') whole=${whole}0 ;; *) whole=$whole${part%\"${part#?}\"}; part=${part#?} ;; esac",
  "    fi",
  "    exponent=$((exponent - 1))",
  "  done",
  "  while :; do case $whole in 0?*) whole=${whole#0} ;; *) break ;; esac; done",
  "  while :; do case $part in *0) part=${part%0} ;; *) break ;; esac; done",
  '  [ "${#whole}" -le 308 ] || return 1',
  "  x=$sign$whole${part:+.$part}",
  "}",
].join("\n");

/** `order SIGN WHOLE PART`: whether the number in `sign`, `whole`, `part` is below (-1), at (0) or above (1) that one, in `is`. */
export const orderFunction = [
  "order() {",
  "  is=0",
  "  case $sign:$1 in -:) is=-1; return 0 ;; :-) is=1; return 0 ;; esac",
  "  a=$whole; b=$2; c=$part; d=$3",
  '  while [ "${#a}" -lt "${#b}" ]; do a=0$a; done',
  '  while [ "${#b}" -lt "${#a}" ]; do b=0$b; done',
  '  while [ "${#c}" -lt "${#d}" ]; do c=${c}0; done',
  '  while [ "${#d}" -lt "${#c}" ]; do d=${d}0; done',
  "  a=$a$c; b=$b$d",
  '  while [ -n "$a" ]; do',
  '    c=${a%"${a#?}"}; d=${b%"${b#?}"}; a=${a#?}; b=${b#?}',
  '    if [ "$c" -lt "$d" ]; then is=-1; break; fi',
  '    if [ "$c" -gt "$d" ]; then is=1; break; fi',
  "  done",
  '  [ -z "$sign" ] || is=$((0 - is))',
  "}",
].join("\n");

/** `units LEAST MOST`: the length of `s` in UTF-16 units, in `length`; it counts letters only where the bytes leave open what it is between the bounds. */
export const unitsFunction = [
  "units() {",
  "  length=${#s}",
  '  [ "$length" -ge "$1" ] && [ $((length / 3)) -le "$2" ] || return 0',
  "  case $s in *[!\\ -~]*) ;; *) return 0 ;; esac",
  "  tail=$s; length=0",
  '  while [ -n "$tail" ]; do',
  '    byte=$(printf %d "\'$tail"); byte=$((byte & 255)); tail=${tail#?}',
  '    [ "$byte" -ge 128 ] && [ "$byte" -lt 192 ] || length=$((length + 1))',
  '    [ "$byte" -lt 240 ] || length=$((length + 1))',
  "  done",
  "}",
].join("\n");

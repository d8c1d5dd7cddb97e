/** Scripts that make one artifact of others. They need `cp` or `mkdir` in the image, beside the shell. */

/** In each folder that holds gathered artifacts: the store keeps files only, and would lose a folder without any. */
const folderMark = ".millwright";

/** A folder without entries, at the path that is the first argument. */
export const emptyFolderScript = `mkdir "$1"; : >"$1/${folderMark}"; shift`;

/** A copy: where to, from where. */
export const copyScript = 'cp -R -- "$2" "$1"; shift 2';

/**
 * A folder with an entry for each artifact of a list, named by position: the folder, the name of the input
 *
 * A list has no placeholder for the paths of its members, only the whole of what the launcher knows, as JSON in \`all\`. In JSON a text never looks like a key, so the
 * input is found by `"name":`; its members are then read token by token.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/component/launcher_v2.go (getPlaceholders, LocalPathForURI)
 */
export const foldFunctions = [
  "stops='[]\"{}[]'",
  "string() {",
  "  text=",
  "  while :; do",
  '    run=${rest%%[\\"\\\\]*}; text=$text$run; rest=${rest#"$run"}',
  "    case $rest in '' | '\"'*) rest=${rest#?}; return 0 ;; esac",
  '    run=${rest%"${rest#??}"}; text=$text$run; rest=${rest#??}',
  "  done",
  "}",
  "member() {",
  "  case $uri in",
  "    s3://*) from=/s3/${uri#s3://} ;;",
  "    gs://*) from=/gcs/${uri#gs://} ;;",
  "    minio://*) from=/minio/${uri#minio://} ;;",
  "  esac",
  '  place=0000$count; place=${place#"${place%?????}"}; count=$((count + 1))',
  '  cp -R -- "${custom:-$from}" "$folder/$place"',
  "}",
  "fold() {",
  `  folder=$1; mkdir "$folder"; : >"$folder/${folderMark}"`,
  '  rest=${all#*\\""$2"\\":}; depth=0; count=0; key=',
  '  [ "$rest" != "$all" ] || return 0',
  "  while :; do",
  '    run=${rest%%$stops*}; rest=${rest#"$run"}',
  "    case $rest in",
  "      '\"'*)",
  "        rest=${rest#?}; string",
  "        case $depth:$rest in 3:*) ;; *) continue ;; esac",
  "        case $rest in :* | ' :'*) key=$text ;; *) case $key in uri) uri=$text ;; customPath) custom=$text ;; esac ;; esac",
  "        ;;",
  '      [{[]*) rest=${rest#?}; depth=$((depth + 1)); if [ "$depth" -eq 3 ]; then uri=; custom=; from=; fi ;;',
  "      '') return 0 ;;",
  '      *) rest=${rest#?}; if [ "$depth" -eq 3 ]; then member; fi; depth=$((depth - 1)); [ "$depth" -gt 0 ] || return 0 ;;',
  "    esac",
  "  done",
  "}",
].join("\n");

export const foldScript = 'fold "$1" "$2"; shift 2';

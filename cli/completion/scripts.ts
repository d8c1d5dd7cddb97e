/** Completion scripts of the shells; words and briefs come from the tree of commands. */
import type { CommandWords, Flag } from "./command-words.ts";

/** A script for bash 3.2 and later. */
export function bashScript(all: readonly CommandWords[]): string {
  const cases = all.map(({ path, commands, flags }) => {
    const words = [...commands.map(({ name }) => name), ...flags.map(({ name }) => `--${name}`)].join(" ");
    return `    ${quoted(path)}) words=${quoted(words)} ;;`;
  });
  const values = all.flatMap(({ path, flags }) =>
    flags
      .filter((flag) => flag.values.length > 0)
      .map(({ name, values }) => `    ${quoted(`${path} --${name}`)}) words=${quoted(values.join(" "))} ;;`),
  );
  const files = all.flatMap(({ path, flags }) => flags.filter(takesFile).map(({ name }) => quoted(`${path} --${name}`)));
  return `_millwright() {
  local current previous path="" words="" word
  current="\${COMP_WORDS[COMP_CWORD]}"
  previous="\${COMP_WORDS[COMP_CWORD-1]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${all
        .filter(({ path }) => path !== "")
        .map(({ path }) => quoted(path))
        .join("|")}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path $previous" in
${values.join("\n")}
    ${files.join("|")}) COMPREPLY=($(compgen -f -- "$current")); return ;;
    *) case "$path" in
${cases.join("\n")}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _millwright millwright
`;
}

/** A script for zsh. */
export function zshScript(all: readonly CommandWords[]): string {
  const described = (name: string, brief: string) => quoted(`${name.replaceAll(":", "\\:")}:${brief.replaceAll(":", "\\:")}`);
  const cases = all.map(({ path, commands, flags }) => {
    const words = [
      ...commands.map(({ name, brief }) => described(name, brief)),
      ...flags.map(({ name, brief }) => described(`--${name}`, brief)),
    ];
    return `    ${quoted(path)}) candidates=(${words.join(" ")}) ;;`;
  });
  const values = all.flatMap(({ path, flags }) =>
    flags
      .filter((flag) => flag.values.length > 0)
      .map(({ name, values }) => `    ${quoted(`${path} --${name}`)}) candidates=(${values.map(quoted).join(" ")}) ;;`),
  );
  const files = all.flatMap(({ path, flags }) => flags.filter(takesFile).map(({ name }) => quoted(`${path} --${name}`)));
  return `#compdef millwright
_millwright() {
  local path_of_command="" word
  local -a candidates
  for word in "\${words[@]:1:CURRENT-2}"; do
    case "\${path_of_command:+$path_of_command }$word" in
      ${all
        .filter(({ path }) => path !== "")
        .map(({ path }) => quoted(path))
        .join("|")}) path_of_command="\${path_of_command:+$path_of_command }$word" ;;
    esac
  done
  case "$path_of_command \${words[CURRENT-1]}" in
${values.join("\n")}
    ${files.join("|")}) _files; return ;;
    *) case "$path_of_command" in
${cases.join("\n")}
    esac ;;
  esac
  _describe millwright candidates || _files
}
compdef _millwright millwright
`;
}

/** A script for fish. */
export function fishScript(all: readonly CommandWords[]): string {
  const lines = all.flatMap(({ path, commands, flags }) => {
    const seen = path === "" ? "__fish_use_subcommand" : `__fish_seen_subcommand_from ${path.split(" ").at(-1)}`;
    return [
      ...commands.map(({ name, brief }) => `complete -c millwright -n ${quoted(seen)} -f -a ${quoted(name)} -d ${quoted(brief)}`),
      ...flags.map((flag) => `complete -c millwright -n ${quoted(seen)} -l ${flag.name} -d ${quoted(flag.brief)}${fishValues(flag)}`),
    ];
  });
  return `${lines.join("\n")}\n`;
}

function fishValues({ values, takesValue }: Flag): string {
  if (values.length > 0) return ` -x -a ${quoted(values.join(" "))}`;
  return takesValue ? " -r" : "";
}

function takesFile({ takesValue, values }: Flag): boolean {
  return takesValue && values.length === 0;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

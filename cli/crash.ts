/** What to say when Millwright itself failed: everything that a report needs, and what became of the user's files. */
export function sayCrash(error: unknown, inputs: readonly string[], version: string): string {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return [
    "Millwright crashed. This is a fault of Millwright, not of your definitions. Files are written whole or not at all, so none is half written.",
    "",
    "Please report it with these lines (and the definitions, if you may share them):",
    `  version   millwright ${version}, node ${process.version}, ${process.platform} ${process.arch}`,
    `  command   millwright ${inputs.map(quoted).join(" ")}`,
    ...stack.split("\n").map((line, index) => (index === 0 ? `  stack     ${line}` : `            ${line.trim()}`)),
  ].join("\n");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

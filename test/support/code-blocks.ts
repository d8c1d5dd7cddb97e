/** The fenced blocks of a language in a Markdown text, with the line on which each begins. */
export function codeBlocks(markdown: string, language: string): readonly { readonly line: number; readonly code: string }[] {
  const blocks: { line: number; code: string }[] = [];
  let open: { line: number; code: string[] } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    if (open === undefined) {
      if (line === `\`\`\`${language}`) open = { line: index + 2, code: [] };
    } else if (line === "```") {
      blocks.push({ line: open.line, code: `${open.code.join("\n")}\n` });
      open = undefined;
    } else open.code.push(line);
  }
  return blocks;
}

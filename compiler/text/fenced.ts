/** A code block of Markdown whose fence is longer than any run of backticks in it, so that nothing in `body` is markup, a mention or a link. */
export function fenced(language: string, body: string): string {
  const longest = Array.from(body.matchAll(/`+/g)).reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}\n`;
}

/** References in texts of Maestro, as it reads them. */
import { selWords } from "./lower/sel-text.ts";

/** Names of the parameters that a literal refers to, or what is wrong with its dollars. */
export function referencesOf(text: string): { readonly names: readonly string[]; readonly problem?: string } {
  const names: string[] = [];
  for (const [dollars, braced, bare] of text.matchAll(/\$+(?:\{([a-zA-Z][-_./a-zA-Z0-9]*)\}|([a-zA-Z][_a-zA-Z0-9]*))?/g)) {
    const count = dollars.length - (braced === undefined ? 0 : braced.length + 2) - (bare?.length ?? 0);
    const name = braced ?? bare;
    if (name === undefined || count === 2) {
      if (count % 2 === 1) return { names, problem: "it holds a dollar that is not doubled" };
      continue;
    }
    if (count % 2 === 0 || bare !== undefined)
      return { names, problem: `it holds dollars before "${name}" that Maestro would take for a reference` };
    // Pairs of dollars right before a reference are dollars.
    names.push(name);
  }
  return { names };
}

/** What is wrong with the text of an expression whatever it names. */
export function textProblem(expression: string): string | undefined {
  if (expression.trim() === "") return "it is empty";
  if (expression.length >= 10_000) return "it is too long";
  return /[\n\r]/.test(expression) ? "it holds a line break" : undefined;
}

/** Names of parameters in an expression. */
export function conditionNames(expression: string): readonly string[] {
  const code = expression.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
  const bare = [...code.matchAll(/(?<![.$\w])([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
  const got = [...expression.matchAll(/params\.get\('([^']+)'\)/g)].map(([, name = ""]) => name);
  return [...bare.filter((name) => !selWords.has(name)), ...got];
}

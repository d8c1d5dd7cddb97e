/**
 * Modules that change nothing
 *
 * A module is evaluated once, so what it counts or collects goes from one file to the next: `export const minute = () => next++`. What a file records may
 * then depend on the files before it, and must not be taken from an earlier evaluation. This looks at the text only, and rather says no too often.
 */

const literals = /`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*|\/\*[\s\S]*?\*\//g;
const declarations = /\b(?:(?:const|let|var)\s+(?:[\w$]+|\{[^{}]*\}|\[[^[\]]*\])\s*(?::[^=;]*)?|type\s+[\w$]+\s*(?:<[^=;]*>)?\s*)=(?!=)/g;
const assignment = /\+\+|--|<<=|>>=|(?<![=!<>])=(?![=>])/;
const changes =
  /\.\s*(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set\w*|add|delete|clear|assign|define\w+|next|return|throw|exec|test|lastIndex|register)\b|\[\s*Symbol\b|\bdelete\b|\bfunction\s*\*|\byield\b|\bstatic\b|\bWeakRef\b/;

/** Whether a module's text holds nothing by which it could change what another module sees. */
export function isStill(text: string): boolean {
  const inTexts: string[] = [];
  const bare = text.replace(literals, (literal) => {
    if (literal.startsWith("`") && literal.includes("${"))
      for (const [, inside = ""] of literal.matchAll(/\$\{([^}]*)\}?/g)) inTexts.push(inside);
    return '""';
  });
  return [bare.replace(declarations, ""), ...inTexts].every((part) => !assignment.test(part) && !changes.test(part));
}

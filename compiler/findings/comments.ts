/** Comments of one line, and what of the line stands before them. */
export interface LineComment {
  /** From 1. */
  readonly line: number;
  /** Offsets of the comment in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** What follows the mark. */
  readonly text: string;
  /** Whether nothing but space stands before it on its line. */
  readonly alone: boolean;
}

/** The comments of a file, by its ending: `//` in TypeScript, `#` in TOML and YAML, none in others. */
export function lineComments(file: string, text: string): readonly LineComment[] {
  if (/\.[cm]?[jt]s$/.test(file)) return commentsOfScript(text);
  return /\.(?:toml|ya?ml)$/.test(file) ? commentsOfConfig(text) : [];
}

/** What a `/` after it begins is a regular expression, not a division. */
const beforeRegularExpression = new Set("(,=:[!&|?{};+-*%~^<>\n");

/** A scan, not a parse: it finds the comments of a text that does not parse too, and never takes one out of a string or template. */
function commentsOfScript(text: string): readonly LineComment[] {
  const comments: LineComment[] = [];
  /** Depths of braces at which a template goes on. */
  const templates: number[] = [];
  const lines = lineCounter(text);
  let depth = 0;
  let last = "\n";
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === "/" && next === "/") {
      const end = endOfLine(text, at);
      comments.push(commentAt(text, at, end, 2, lines(at)));
      at = end;
    } else if (character === "/" && next === "*") {
      const end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (character === '"' || character === "'") {
      at = afterQuoted(text, at, character);
      last = character;
    } else if (character === "`" || (character === "}" && templates.at(-1) === depth)) {
      if (character === "}") templates.pop();
      const end = afterTemplatePart(text, at + 1);
      if (text.charAt(end - 1) === "{") templates.push(depth);
      at = end;
      last = "`";
    } else if (character === "/" && beforeRegularExpression.has(last)) {
      at = afterRegularExpression(text, at);
      last = "/";
    } else {
      if (character === "{") depth++;
      if (character === "}") depth--;
      if (!/\s/.test(character)) last = character;
      at++;
    }
  }
  return comments;
}

function commentsOfConfig(text: string): readonly LineComment[] {
  const comments: LineComment[] = [];
  const lines = lineCounter(text);
  for (const { index } of text.matchAll(/(?<=^|[ \t])# ?millwright-ignore/gm))
    comments.push(commentAt(text, index, endOfLine(text, index), 1, lines(index)));
  return comments;
}

function commentAt(text: string, start: number, end: number, mark: number, line: number): LineComment {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return { line, start, end, text: text.slice(start + mark, end), alone: before.trim() === "" };
}

/** Gives the line of an offset; offsets must rise. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (; counted < offset; counted++) if (text.charCodeAt(counted) === 10) line++;
    return line;
  };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  if (end < 0) return text.length;
  return text.charAt(end - 1) === "\r" ? end - 1 : end;
}

function afterQuoted(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (character === quote) return at + 1;
    else if (character === "\n") return at;
  }
  return text.length;
}

/** The offset after the template's end, or after the `{` of a value in it. */
function afterTemplatePart(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (character === "`") return at + 1;
    else if (character === "$" && text.charAt(at + 1) === "{") return at + 2;
  }
  return text.length;
}

function afterRegularExpression(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\n") return start + 1;
    if (character === "\\") at++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === "/" && !inClass) return at + 1;
  }
  return start + 1;
}

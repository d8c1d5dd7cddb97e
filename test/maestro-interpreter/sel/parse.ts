/**
 * A reader of SEL, Maestro's expression language: the part of its grammar that this repository writes, and somewhat more
 *
 * Source: netflix-sel/src/main/grammar/sel.jjt
 */

export type Expression =
  | { readonly is: "text"; readonly value: string }
  | { readonly is: "long"; readonly value: number }
  | { readonly is: "double"; readonly value: number }
  | { readonly is: "boolean"; readonly value: boolean }
  | { readonly is: "name"; readonly name: string }
  | { readonly is: "ternary"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly is: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly is: "unary"; readonly operator: string; readonly of: Expression }
  | { readonly is: "call"; readonly of: Expression; readonly method: string; readonly args: readonly Expression[] }
  | { readonly is: "field"; readonly of: Expression; readonly name: string }
  | { readonly is: "index"; readonly of: Expression; readonly at: Expression }
  | { readonly is: "array"; readonly type: string; readonly length: Expression }
  | { readonly is: "items"; readonly type: string; readonly items: readonly Expression[] }
  | { readonly is: "new"; readonly type: string; readonly args: readonly Expression[] }
  | {
      readonly is: "assign";
      readonly name: string;
      readonly at: Expression | undefined;
      readonly operator: string;
      readonly value: Expression;
    };

export type Statement =
  | { readonly is: "declare"; readonly type: string; readonly name: string; readonly value: Expression | undefined }
  | { readonly is: "expression"; readonly of: Expression }
  | { readonly is: "if"; readonly test: Expression; readonly yes: Statement; readonly no: Statement | undefined }
  | { readonly is: "for"; readonly first: Statement; readonly test: Expression; readonly step: Expression; readonly body: Statement }
  | { readonly is: "block"; readonly statements: readonly Statement[] }
  | { readonly is: "return"; readonly of: Expression }
  | { readonly is: "throw"; readonly of: Expression };

interface Token {
  readonly kind: "name" | "text" | "number" | "sign" | "end";
  readonly text: string;
}

/** The text as the engine completes it: without its outer blanks, and with a semicolon unless it ends with one or with a brace. */
export function completed(source: string): string {
  const text = source.trim();
  return text === "" || text.endsWith(";") || text.endsWith("}") ? text : `${text};`;
}

export function parseSel(source: string): readonly Statement[] {
  const tokens = tokensOf(withUnicode(completed(source)));
  let at = 0;
  const statements: Statement[] = [];
  while (peek().kind !== "end") statements.push(statement());
  if (statements.length === 0) throw new Error("SEL: an empty expression");
  return statements;

  function peek(ahead = 0): Token {
    return tokens[at + ahead] ?? { kind: "end", text: "" };
  }

  function next(): Token {
    const token = peek();
    at += 1;
    return token;
  }

  function is(text: string, ahead = 0): boolean {
    const token = peek(ahead);
    return token.kind !== "text" && token.text === text;
  }

  function take(text: string): boolean {
    if (!is(text)) return false;
    at += 1;
    return true;
  }

  function expect(text: string): void {
    if (!take(text)) throw new Error(`SEL: "${peek().text}" where "${text}" is expected in: ${source}`);
  }

  function statement(): Statement {
    if (take("{")) {
      const inner: Statement[] = [];
      while (!take("}")) inner.push(statement());
      return { is: "block", statements: inner };
    }
    if (take("if")) {
      expect("(");
      const test = expression();
      expect(")");
      const yes = statement();
      return { is: "if", test, yes, no: take("else") ? statement() : undefined };
    }
    if (take("for")) {
      expect("(");
      const first = declaration() ?? { is: "expression" as const, of: expression() };
      expect(";");
      const test = expression();
      expect(";");
      const step = expression();
      expect(")");
      return { is: "for", first, test, step, body: statement() };
    }
    if (take("return")) return ended({ is: "return", of: expression() });
    if (take("throw")) return ended({ is: "throw", of: expression() });
    return ended(declaration() ?? { is: "expression", of: expression() });
  }

  function ended(found: Statement): Statement {
    expect(";");
    return found;
  }

  function declaration(): Statement | undefined {
    const array = is("[", 1) && is("]", 2);
    const named = peek(array ? 3 : 1);
    if (peek().kind !== "name" || named.kind !== "name" || is("new")) return undefined;
    const type = `${next().text}${array ? "[]" : ""}`;
    if (array) at += 2;
    const { text: name } = next();
    return { is: "declare", type, name, value: take("=") ? expression() : undefined };
  }

  function expression(): Expression {
    const assigned = assignment();
    if (assigned !== undefined) return assigned;
    const test = binary(0);
    if (!take("?")) return test;
    const yes = expression();
    expect(":");
    return { is: "ternary", test, yes, no: expression() };
  }

  function assignment(): Expression | undefined {
    if (peek().kind !== "name") return undefined;
    const start = at;
    const { text: name } = next();
    const index = take("[") ? expression() : undefined;
    if (index === undefined || take("]")) {
      const operator = peek().text;
      if (peek().kind === "sign" && ["=", "+=", "-="].includes(operator)) {
        at += 1;
        return { is: "assign", name, at: index, operator, value: expression() };
      }
    }
    at = start;
    return undefined;
  }

  function binary(level: number): Expression {
    const signs = levels[level];
    if (signs === undefined) return unary();
    let left = binary(level + 1);
    while (peek().kind === "sign" && signs.includes(peek().text)) {
      const operator = next().text;
      left = { is: "binary", operator, left, right: binary(level + 1) };
    }
    return left;
  }

  function unary(): Expression {
    for (const operator of ["!", "-"]) if (take(operator)) return { is: "unary", operator, of: unary() };
    let of = primary();
    for (;;) {
      if (take("[")) {
        of = { is: "index", of, at: expression() };
        expect("]");
      } else if (take(".")) {
        const { text: name } = next();
        of = take("(") ? { is: "call", of, method: name, args: args() } : { is: "field", of, name };
      } else return of;
    }
  }

  function args(): readonly Expression[] {
    const found: Expression[] = [];
    if (take(")")) return found;
    do found.push(expression());
    while (take(","));
    expect(")");
    return found;
  }

  function primary(): Expression {
    if (take("(")) {
      const inner = expression();
      expect(")");
      return inner;
    }
    if (take("new")) return allocation();
    const token = next();
    if (token.kind === "text") return { is: "text", value: token.text };
    if (token.kind === "number")
      return /[.eE]/.test(token.text) ? { is: "double", value: Number(token.text) } : { is: "long", value: Number(token.text) };
    if (token.text === "true" || token.text === "false") return { is: "boolean", value: token.text === "true" };
    if (token.kind === "name") return { is: "name", name: token.text };
    throw new Error(`SEL: "${token.text}" where a value is expected in: ${source}`);
  }

  function allocation(): Expression {
    const { text: type } = next();
    if (take("(")) return { is: "new", type, args: args() };
    expect("[");
    if (!take("]")) {
      const length = expression();
      expect("]");
      return { is: "array", type, length };
    }
    expect("{");
    const items: Expression[] = [];
    while (!take("}")) {
      items.push(expression());
      take(",");
    }
    return { is: "items", type, items };
  }
}

const levels = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];

/** Escapes such as `\u0041` are read before anything else, unless their backslash is itself escaped. */
function withUnicode(source: string): string {
  return source.replace(/\\(?:\\|u+([0-9A-Fa-f]{4}))/g, (found, code: string | undefined) =>
    code === undefined ? found : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern =
    /\s+|([A-Za-z_$\u00c0-\u1fff\u3040-\ufaff][\w$\u00c0-\u1fff\u3040-\ufaff]*)|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)|'((?:[^'\\\n\r]|\\.)*)'|"((?:[^"\\\n\r]|\\.)*)"|(\|\||&&|==|!=|<=|>=|\+=|-=|[-+*/%<>=!?:;,.()[\]{}])/gy;
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    const [found, name, digits, single, double, sign] = match;
    end = match.index + found.length;
    if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (digits !== undefined) tokens.push({ kind: "number", text: digits });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    else if (single !== undefined || double !== undefined) tokens.push({ kind: "text", text: unescaped(single ?? double ?? "") });
  }
  if (end !== source.length) throw new Error(`SEL: ${JSON.stringify(source.slice(end, end + 20))} is no token in: ${source}`);
  return tokens;
}

const escapes: Readonly<Record<string, string>> = { b: "\b", n: "\n", t: "\t", f: "\f", r: "\r", "\\": "\\", '"': '"', "'": "'" };

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (found, letter: string) => {
    const meant = escapes[letter];
    if (meant === undefined) throw new Error(`SEL: the escape ${found}`);
    return meant;
  });
}

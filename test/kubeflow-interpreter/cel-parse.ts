/** The part of CEL that pipelines use, as trees. Source: github.com/google/cel-spec, doc/langdef.md */

export type Cel =
  | { readonly is: "literal"; readonly value: unknown }
  | { readonly is: "name"; readonly name: string }
  | { readonly is: "member"; readonly of: Cel; readonly name: string }
  | { readonly is: "index"; readonly of: Cel; readonly at: Cel }
  | { readonly is: "call"; readonly name: string; readonly target: Cel | undefined; readonly args: readonly Cel[] }
  | { readonly is: "list"; readonly members: readonly Cel[] }
  | { readonly is: "map"; readonly entries: readonly (readonly [Cel, Cel])[] }
  | { readonly is: "operation"; readonly name: string; readonly operands: readonly Cel[] };

const token = /\s*(?:(\d+\.\d+(?:[eE][-+]?\d+)?)|(\d+)|'((?:[^'\\]|\\.)*)'|([A-Za-z_]\w*)|(&&|\|\||==|!=|<=|>=|[-+%!<>?:()[\]{},.]))/y;

/** Parses an expression; throws on what is no CEL. */
export function parseCel(text: string): Cel {
  const tokens = tokensOf(text);
  let at = 0;
  const next = (): string => tokens[at]?.text ?? "";
  const take = (expected?: string): Token => {
    const found = tokens[at];
    if (found === undefined || (expected !== undefined && (found.text !== expected || found.kind !== "sign")))
      throw new SyntaxError(`expected ${expected ?? "more"} at "${found?.text ?? "the end"}" in ${text}`);
    at += 1;
    return found;
  };
  const isSign = (...signs: readonly string[]): boolean => tokens[at]?.kind === "sign" && signs.includes(next());

  const binary = (signs: readonly string[], below: () => Cel): Cel => {
    let left = below();
    while (isSign(...signs) || (tokens[at]?.kind === "name" && signs.includes(next()))) {
      const name = take().text;
      left = { is: "operation", name, operands: [left, below()] };
    }
    return left;
  };
  const conditional = (): Cel => {
    const test = binary(["||"], and);
    if (!isSign("?")) return test;
    take("?");
    const yes = conditional();
    take(":");
    return { is: "operation", name: "?:", operands: [test, yes, conditional()] };
  };
  const and = (): Cel => binary(["&&"], relation);
  const relation = (): Cel => binary(["==", "!=", "<", "<=", ">", ">=", "in"], sum);
  const sum = (): Cel => binary(["+"], product);
  const product = (): Cel => binary(["%"], unary);
  const unary = (): Cel => {
    if (isSign("!", "-")) {
      const { text: sign } = take();
      return { is: "operation", name: sign === "-" ? "negate" : "!", operands: [unary()] };
    }
    return postfix(primary());
  };
  const list = (end: string): readonly Cel[] => {
    const members: Cel[] = [];
    while (!isSign(end)) {
      members.push(conditional());
      if (!isSign(end)) take(",");
    }
    take(end);
    return members;
  };
  const postfix = (of: Cel): Cel => {
    if (isSign("[")) {
      take("[");
      const key = conditional();
      take("]");
      return postfix({ is: "index", of, at: key });
    }
    if (!isSign(".")) return of;
    take(".");
    const name = take().text;
    if (!isSign("(")) return postfix({ is: "member", of, name });
    take("(");
    return postfix({ is: "call", name, target: of, args: list(")") });
  };
  const primary = (): Cel => {
    const found = take();
    if (found.kind === "literal") return { is: "literal", value: found.value };
    if (found.kind === "name") {
      if (found.text === "true" || found.text === "false") return { is: "literal", value: found.text === "true" };
      if (found.text === "null") return { is: "literal", value: null };
      if (!isSign("(")) return { is: "name", name: found.text };
      take("(");
      return { is: "call", name: found.text, target: undefined, args: list(")") };
    }
    if (found.text === "(") {
      const inner = conditional();
      take(")");
      return inner;
    }
    if (found.text === "[") return { is: "list", members: list("]") };
    if (found.text !== "{") throw new SyntaxError(`unexpected "${found.text}" in ${text}`);
    const entries: (readonly [Cel, Cel])[] = [];
    while (!isSign("}")) {
      const key = conditional();
      take(":");
      entries.push([key, conditional()]);
      if (!isSign("}")) take(",");
    }
    take("}");
    return { is: "map", entries };
  };

  const parsed = conditional();
  if (at < tokens.length) throw new SyntaxError(`more behind the expression: ${next()}`);
  return parsed;
}

interface Token {
  readonly kind: "literal" | "name" | "sign";
  readonly text: string;
  readonly value?: unknown;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (match === null) {
      if (text.slice(from).trim() === "") break;
      throw new SyntaxError(`no CEL from "${text.slice(from, from + 20)}"`);
    }
    const [, double, integer, string, name, sign] = match;
    if (double !== undefined) tokens.push({ kind: "literal", text: double, value: Number(double) });
    else if (integer !== undefined) tokens.push({ kind: "literal", text: integer, value: BigInt(integer) });
    else if (string !== undefined) tokens.push({ kind: "literal", text: string, value: unescaped(string) });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else tokens.push({ kind: "sign", text: sign ?? "" });
  }
  return tokens;
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, character: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    if (!"\\'\"".includes(character)) throw new SyntaxError(`unknown escape \\${character}`);
    return character;
  });
}

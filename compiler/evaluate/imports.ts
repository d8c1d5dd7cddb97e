/** What a module's text imports and exports, with places. Parsed only where something has to be said about it. */
import * as acorn from "acorn";

interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly names: readonly { readonly name: string; readonly line: number; readonly column: number }[];
}

interface Parsed {
  readonly imports: readonly Import[];
  readonly exports: readonly string[];
  /** Where the module waits at its top level. */
  readonly awaits: readonly Position[];
  /** Where it imports what only its evaluation names. */
  readonly dynamic: readonly Position[];
  /** Its `throw` statements, and its loops. */
  readonly throws: readonly Position[];
  readonly loops: readonly Position[];
}

interface Position {
  readonly line: number;
  readonly column: number;
}

const nothing: Parsed = { imports: [], exports: [], awaits: [], dynamic: [], throws: [], loops: [] };

/** Reads the imports, exports and top-level waits of a text without types; nothing where it cannot be parsed. */
export function parseModule(text: string): Parsed {
  try {
    const imports: Import[] = [];
    const exports: string[] = [];
    const awaits: Position[] = [];
    const dynamic: Position[] = [];
    const throws: Position[] = [];
    const loops: Position[] = [];
    const program = acorn.parse(text, { ecmaVersion: "latest", sourceType: "module", locations: true, allowHashBang: true });
    for (const node of program.body) {
      if (node.type === "ImportDeclaration")
        imports.push(
          importOf(
            node.source,
            node.specifiers.filter((part) => part.type === "ImportSpecifier").map(({ imported }) => imported),
          ),
        );
      else if (node.type === "ExportAllDeclaration") imports.push(importOf(node.source, []));
      else if (node.type === "ExportNamedDeclaration" && node.source)
        imports.push(
          importOf(
            node.source,
            node.specifiers.map(({ local }) => local),
          ),
        );
      exports.push(...exportsOf(node));
    }
    visit(program, { imports, awaits, dynamic, throws, loops }, false);
    return { imports, exports, awaits, dynamic, throws, loops };
  } catch {
    return nothing;
  }
}

/** Where a text is no module, or undefined where it is one. */
export function syntaxMistake(text: string): Position | undefined {
  try {
    acorn.parse(text, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true });
    return undefined;
  } catch (error) {
    const { loc } = error as { readonly loc?: { readonly line: number; readonly column: number } };
    return loc && { line: loc.line, column: loc.column + 1 };
  }
}

function importOf(source: acorn.Literal, names: readonly (acorn.Identifier | acorn.Literal)[]): Import {
  const start = source.loc?.start ?? { line: 1, column: 0 };
  return {
    specifier: String(source.value),
    line: start.line,
    column: start.column + 1,
    endColumn: start.column + 1 + source.end - source.start,
    names: names.map((name) => ({
      name: name.type === "Identifier" ? name.name : String(name.value),
      line: name.loc?.start.line ?? 1,
      column: (name.loc?.start.column ?? 0) + 1,
    })),
  };
}

function exportsOf(node: acorn.Statement | acorn.ModuleDeclaration): readonly string[] {
  if (node.type === "ExportDefaultDeclaration") return ["default"];
  if (node.type !== "ExportNamedDeclaration") return [];
  const { declaration } = node;
  const named = node.specifiers.map(({ exported }) => (exported.type === "Identifier" ? exported.name : String(exported.value)));
  if (declaration?.type === "VariableDeclaration")
    return [...named, ...declaration.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []))];
  return declaration ? [...named, declaration.id.name] : named;
}

interface Findings {
  readonly imports: Import[];
  readonly awaits: Position[];
  readonly dynamic: Position[];
  readonly throws: Position[];
  readonly loops: Position[];
}

function visit(node: acorn.AnyNode, findings: Findings, inFunction: boolean): void {
  const position = { line: node.loc?.start.line ?? 1, column: (node.loc?.start.column ?? 0) + 1 };
  if (node.type === "ImportExpression") {
    if (node.source.type === "Literal") findings.imports.push(importOf(node.source, []));
    else findings.dynamic.push(position);
  }
  if (!inFunction && (node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await))) findings.awaits.push(position);
  if (node.type === "ThrowStatement") findings.throws.push(position);
  if (/^(?:For|While|DoWhile)\w*Statement$/.test(node.type)) findings.loops.push(position);
  const inside = inFunction || /Function/.test(node.type);
  for (const child of Object.values(node) as unknown[]) {
    for (const member of Array.isArray(child) ? (child as unknown[]) : [child]) {
      if (typeof member === "object" && member !== null && typeof (member as { readonly type?: unknown }).type === "string")
        visit(member as acorn.AnyNode, findings, inside);
    }
  }
}

/** The literals of a module, by its syntax. */
import type { SourceFile, ts } from "ts-morph";
import type { Literal } from "./literal.ts";
import type { Morph } from "./syntax-tree.ts";

/** Every text, number and truth value that is written out in a module. */
export function moduleLiterals(file: SourceFile, { SyntaxKind }: Morph): readonly Literal[] {
  const found: Literal[] = [];
  const root = file.compilerNode;
  const visit = (node: ts.Node): void => {
    const value = scalarOf(node);
    if (value !== undefined) {
      const start = node.getStart(root);
      found.push({ start, end: node.end, value, written: root.text.slice(start, node.end), keys: nameAbove(node) });
    } else node.forEachChild(visit);
  };
  function scalarOf(node: ts.Node): Literal["value"] | undefined {
    switch (node.kind) {
      case SyntaxKind.StringLiteral:
      case SyntaxKind.NoSubstitutionTemplateLiteral:
        return (node as ts.StringLiteralLike).text;
      case SyntaxKind.NumericLiteral:
        return Number((node as ts.NumericLiteral).text);
      case SyntaxKind.TrueKeyword:
        return true;
      case SyntaxKind.FalseKeyword:
        return false;
      case SyntaxKind.PrefixUnaryExpression: {
        const { operator, operand } = node as ts.PrefixUnaryExpression;
        return operator === SyntaxKind.MinusToken && operand.kind === SyntaxKind.NumericLiteral
          ? -Number((operand as ts.NumericLiteral).text)
          : undefined;
      }
      default:
        return undefined;
    }
  }
  /** The property, constant or parameter whose value the literal is, or is a part of. */
  function nameAbove(node: ts.Node): readonly string[] {
    for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
      if (
        at.kind === SyntaxKind.PropertyAssignment ||
        at.kind === SyntaxKind.VariableDeclaration ||
        at.kind === SyntaxKind.Parameter ||
        at.kind === SyntaxKind.BindingElement
      )
        return [(at as ts.NamedDeclaration).name?.getText(root).replace(/^["'](.*)["']$/, "$1") ?? ""];
      if (at.kind === SyntaxKind.CallExpression || at.kind === SyntaxKind.ObjectLiteralExpression) return [];
    }
    return [];
  }
  visit(root);
  return found;
}

/** The edit that says a field at the step's own call, before what it takes from elsewhere. */
import type { SourceFile, ts } from "ts-morph";
import type { Scalar } from "../proposal.ts";
import { spellInModule } from "./spell.ts";
import type { Morph } from "./syntax-tree.ts";

type Replacement = { readonly start: number; readonly end: number; readonly text: string };

export interface Override {
  /** Offset of the word that is called. */
  readonly call: number;
  /** Position of the options among the arguments. */
  readonly argument: number;
  readonly path: readonly string[];
  readonly to: Scalar;
  /** Whether the field may be said over what a helper gives back. */
  readonly overCalls: boolean;
}

/** The edit, or undefined where the call has no options to write into, or where the field is computed at the call: a computation is not thrown away. */
export function localOverride(
  file: SourceFile,
  { call, argument, path, to, overCalls }: Override,
  { SyntaxKind }: Morph,
): Replacement | undefined {
  const root = file.compilerNode;
  const text = (node: ts.Node): string => root.text.slice(node.getStart(root), node.end);
  const replace = (node: ts.Node, by: string): Replacement => ({ start: node.getStart(root), end: node.end, text: by });
  const value = spellInModule(to, "");

  const options = argumentAt();
  if (options?.kind === SyntaxKind.ArrowFunction || options?.kind === SyntaxKind.FunctionExpression) return before(options);
  return options && within(options, path);

  /** A loop without options has its body in their place. */
  function before(body: ts.Expression): Replacement | undefined {
    const [key, ...rest] = path;
    const start = body.getStart(root);
    return key === undefined ? undefined : { start, end: start, text: `{ ${member(key, rest, [])} }, ` };
  }

  function argumentAt(): ts.Expression | undefined {
    let node: ts.Node | undefined = file.getDescendantAtPos(call)?.compilerNode;
    while (node !== undefined && node.kind !== SyntaxKind.CallExpression) node = node.parent;
    return (node as ts.CallExpression | undefined)?.arguments[argument];
  }

  function within(node: ts.Expression, [key, ...rest]: readonly string[]): Replacement | undefined {
    if (key === undefined) return isName(node) ? replace(node, value) : undefined;
    if (rest.length === 0 && overCalls && isCallOfName(node)) return replace(node, `{ ...${text(node)}, ${member(key, [], [])} }`);
    if (node.kind !== SyntaxKind.ObjectLiteralExpression)
      return isName(node) ? replace(node, `{ ...${text(node)}, ${member(key, rest, [text(node)])} }`) : undefined;
    const { properties } = node as ts.ObjectLiteralExpression;
    const spreads: string[] = [];
    for (const property of [...properties].reverse()) {
      if (property.kind === SyntaxKind.SpreadAssignment) {
        const { expression } = property as ts.SpreadAssignment;
        // What is called is not called twice: of options below it nothing could be kept.
        if (isName(expression)) spreads.unshift(text(expression));
        else if (rest.length > 0) return undefined;
      } else if (property.name !== undefined && property.name.getText(root).replace(/^["'](.*)["']$/, "$1") === key) {
        if (property.kind === SyntaxKind.ShorthandPropertyAssignment)
          return replace(
            property,
            rest.length === 0 ? `${key}: ${value}` : `${key}: { ...${key}, ${member(rest[0] ?? "", rest.slice(1), [key])} }`,
          );
        if (property.kind !== SyntaxKind.PropertyAssignment || spreads.length > 0) return undefined;
        return within((property as ts.PropertyAssignment).initializer, rest);
      }
    }
    return inserted(node as ts.ObjectLiteralExpression, member(key, rest, spreads));
  }

  /** `resources: { ...large.resources, memory: "16Gi" }`: what the bases say of the rest of it is kept. */
  function member(key: string, [next, ...rest]: readonly string[], bases: readonly string[]): string {
    const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key);
    if (next === undefined) return `${name}: ${value}`;
    const inner = bases.map((base) => (name === key ? `${base}.${key}` : `${base}[${name}]`));
    return `${name}: { ${[...inner.map((base) => `...${base}`), member(next, rest, inner)].join(", ")} }`;
  }

  /** Behind the last member, on a line of its own where the members have theirs. */
  function inserted({ properties }: ts.ObjectLiteralExpression, added: string): Replacement | undefined {
    const last = properties.at(-1);
    if (last === undefined) return undefined;
    const lead = /\r?\n[ \t]*$/.exec(root.text.slice(0, last.getStart(root)))?.[0] ?? " ";
    return { start: last.end, end: last.end, text: `,${lead}${added}` };
  }

  function isCallOfName(node: ts.Node): boolean {
    return node.kind === SyntaxKind.CallExpression && isName((node as ts.CallExpression).expression);
  }

  function isName(node: ts.Node): boolean {
    return (
      node.kind === SyntaxKind.Identifier ||
      (node.kind === SyntaxKind.PropertyAccessExpression && isName((node as ts.PropertyAccessExpression).expression))
    );
  }
}

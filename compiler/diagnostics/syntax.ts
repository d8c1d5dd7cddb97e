/** The syntax of a definition's file, as far as places are looked up in it: its calls, and where its names come from. */
import module from "node:module";
import * as acorn from "acorn";

export type Path = readonly (string | number)[];
export type FunctionNode =
  | acorn.FunctionDeclaration
  | acorn.AnonymousFunctionDeclaration
  | acorn.FunctionExpression
  | acorn.ArrowFunctionExpression;

/** A call, and the call in whose arguments or callee it stands. */
export interface Called {
  readonly node: acorn.CallExpression | acorn.NewExpression;
  readonly within: Called | undefined;
  /** Whether it may be made more than once: in a loop, a helper, the callback of a list. */
  readonly repeats: boolean;
}

/** Where a name gets its value: `path` leads through the patterns that take it apart. */
type Origin =
  | { readonly kind: "value"; readonly node: acorn.AnyNode; readonly path: Path }
  | { readonly kind: "parameter"; readonly of: FunctionNode; readonly index: number; readonly path: Path }
  | { readonly kind: "other" };

export interface Syntax {
  readonly root: acorn.Program;
  /** The call whose place, as V8 reports it, is at this offset. */
  callAt(offset: number): Called | undefined;
  /** The smallest node around an offset, and the call in which it stands. */
  around(offset: number): { readonly node: acorn.AnyNode; readonly within: Called | undefined };
  /** Where the name of an identifier comes from. */
  originOf(identifier: acorn.Identifier): Origin | undefined;
}

/** The syntax of a TypeScript text, or undefined where it is broken. Offsets are those of `text`, also behind a byte order mark. */
export function syntaxOf(text: string): Syntax | undefined {
  try {
    const mark = text.startsWith("\ufeff") ? 1 : 0;
    // One space in place of the mark, which stripping would drop: offsets stay those of the text.
    const stripped = withoutTypes(mark === 0 ? text : ` ${text.slice(1)}`);
    return collect(acorn.parse(stripped, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true }));
  } catch {
    return undefined; // whatever it is, phase 1 reports it; here the place stays that of the call
  }
}

/** Node calls the function experimental, on standard error, once a process. */
function withoutTypes(text: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return module.stripTypeScriptTypes(text);
  } finally {
    process.emitWarning = emitWarning;
  }
}

interface Binding {
  readonly scope: acorn.AnyNode;
  readonly origin: Origin;
}

interface Collected {
  readonly calls: Map<number, Called>;
  readonly bindings: Map<string, Binding[]>;
}

function collect(root: acorn.Program): Syntax {
  const collected: Collected = { calls: new Map(), bindings: new Map() };
  visit(root, collected, { block: root, within: undefined, repeats: false, isArgument: false });
  const { calls, bindings } = collected;
  return {
    root,
    callAt: (offset) => calls.get(offset),
    around: (offset) => around(root, offset),
    originOf({ name, start }) {
      let nearest: Binding | undefined;
      for (const binding of bindings.get(name) ?? []) {
        const { scope } = binding;
        if (scope.start > start || start >= scope.end) continue;
        if (nearest === undefined || scope.end - scope.start < nearest.scope.end - nearest.scope.start) nearest = binding;
      }
      return nearest?.origin;
    },
  };
}

interface Surroundings {
  /** The block in which a declaration would be. */
  readonly block: acorn.AnyNode;
  readonly within: Called | undefined;
  readonly repeats: boolean;
  /** Inside a call, with no function between: a function here is for that call, a function elsewhere for whoever knows its name. */
  readonly isArgument: boolean;
}

function visit(node: acorn.AnyNode, collected: Collected, surroundings: Surroundings): void {
  const inner = enter(node, collected, surroundings);
  for (const child of children(node)) visit(child, collected, inner);
}

function enter(node: acorn.AnyNode, { calls, bindings }: Collected, surroundings: Surroundings): Surroundings {
  const bind = (name: string, scope: acorn.AnyNode, origin: Origin): void => {
    const known = bindings.get(name);
    if (known === undefined) bindings.set(name, [{ scope, origin }]);
    else known.push({ scope, origin });
  };
  const { block } = surroundings;
  switch (node.type) {
    case "CallExpression":
    case "NewExpression": {
      const called: Called = { node, within: surroundings.within, repeats: surroundings.repeats };
      const place = placeOfCall(node);
      if (place !== undefined) calls.set(place, called);
      return { block, within: called, repeats: surroundings.repeats || isOverList(node), isArgument: true };
    }
    case "VariableDeclaration":
      for (const { id, init } of node.declarations)
        for (const [name, path] of namesOf(id))
          bind(name, block, node.kind === "const" && init ? { kind: "value", node: init, path } : { kind: "other" });
      return surroundings;
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      if (node.id) bind(node.id.name, node.type === "FunctionDeclaration" ? block : node, { kind: "value", node, path: [] });
      for (const [index, parameter] of node.params.entries())
        for (const [name, path] of namesOf(parameter)) bind(name, node, { kind: "parameter", of: node, index, path });
      return { ...surroundings, block: node, repeats: surroundings.repeats || !surroundings.isArgument, isArgument: false };
    case "ClassDeclaration":
      if (node.id) bind(node.id.name, block, { kind: "other" });
      return surroundings;
    case "ImportDeclaration":
      for (const { local } of node.specifiers) bind(local.name, block, { kind: "other" });
      return surroundings;
    case "CatchClause":
      for (const [name] of node.param ? namesOf(node.param) : []) bind(name, node, { kind: "other" });
      return surroundings;
    case "BlockStatement":
    case "StaticBlock":
    case "SwitchStatement":
      return { ...surroundings, block: node };
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return { ...surroundings, block: node, repeats: true };
    default:
      return surroundings;
  }
}

/**
 * The offset that V8 reports for a call: the name before the parenthesis, or `new`
 *
 * Undefined where no name stands there (`words[0](…)`): V8 then reports the parenthesis, around which the call is the smallest node. Seen
 * on Node 26.
 */
function placeOfCall(node: acorn.CallExpression | acorn.NewExpression): number | undefined {
  if (node.type === "NewExpression") return node.start;
  const { callee, optional } = node;
  if (optional) return undefined;
  if (callee.type === "MemberExpression") return callee.computed ? undefined : callee.property.start;
  return callee.type === "Identifier" ? callee.start : undefined;
}

/** `regions.map((region) => …)`; the language's own words have a name or a condition before their body, all but `otherwise`. */
function isOverList({ callee, arguments: [first] }: acorn.CallExpression | acorn.NewExpression): boolean {
  if (first?.type !== "ArrowFunctionExpression" && first?.type !== "FunctionExpression") return false;
  return callee.type === "MemberExpression" && !(callee.property.type === "Identifier" && callee.property.name === "otherwise");
}

/** The part of a call that names what is called. */
export function headOf({ callee, end, start }: acorn.CallExpression | acorn.NewExpression): {
  readonly start: number;
  readonly end: number;
} {
  if (callee.type === "MemberExpression" && !callee.computed) return callee.property;
  return callee.type === "Identifier" ? callee : { start, end };
}

function* namesOf(pattern: acorn.Pattern, path: Path = []): Iterable<readonly [name: string, path: Path]> {
  switch (pattern.type) {
    case "Identifier":
      yield [pattern.name, path];
      return;
    case "AssignmentPattern":
      yield* namesOf(pattern.left, path);
      return;
    case "ArrayPattern":
      for (const [index, element] of pattern.elements.entries()) if (element) yield* namesOf(element, [...path, index]);
      return;
    case "ObjectPattern":
      for (const property of pattern.properties) {
        if (property.type === "RestElement") yield* namesOf(property.argument, path);
        else yield* namesOf(property.value, [...path, keyOf(property) ?? ""]);
      }
      return;
    case "RestElement":
      yield* namesOf(pattern.argument, [...path, ""]); // a member that nothing has: the rest begins at another position
  }
}

/** The name of a property, where it is written out. */
export function keyOf({ key, computed }: acorn.Property | acorn.AssignmentProperty): string | undefined {
  if (key.type === "Literal") return String(key.value);
  return key.type === "Identifier" && !computed ? key.name : undefined;
}

function around(root: acorn.Program, offset: number): { readonly node: acorn.AnyNode; readonly within: Called | undefined } {
  let node: acorn.AnyNode = root;
  let within: Called | undefined;
  for (;;) {
    if (node.type === "CallExpression" || node.type === "NewExpression") within = { node, within, repeats: true };
    const inner: acorn.AnyNode | undefined = children(node).find(({ start, end }) => start <= offset && offset < end);
    if (inner === undefined) return { node, within };
    node = inner;
  }
}

function children(node: acorn.AnyNode): acorn.AnyNode[] {
  const found: acorn.AnyNode[] = [];
  for (const value of Object.values(node) as readonly unknown[]) {
    if (isNode(value)) found.push(value);
    else if (Array.isArray(value)) for (const member of value as readonly unknown[]) if (isNode(member)) found.push(member);
  }
  return found;
}

function isNode(value: unknown): value is acorn.AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

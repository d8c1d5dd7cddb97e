/** From a call to the text of a property: through literals, spreads, functions that give back a literal, and constants of the same file. */
import type * as acorn from "acorn";
import { type Called, type FunctionNode, headOf, keyOf, type Path, type Syntax } from "./syntax.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Reached {
  /** The value that was asked for, or where it is not written out, the nearest thing around it that is. */
  readonly node: acorn.AnyNode | Span;
  readonly exact: boolean;
  /** What names the node: its key, or the head of its call. */
  readonly owner: Span;
  /** Written in a constant, which others may use too. */
  readonly shared: boolean;
  /** The name of a property `{ memory }`: whoever replaces its value must write `memory: …`. */
  readonly shorthand: string | undefined;
  /** The list that was written out has no such member: it was filled later, elsewhere. */
  readonly filledLater?: true;
  /** The parameter that the value comes from, where it does; its path begins with the number of the argument. */
  readonly parameter: { readonly of: FunctionNode; readonly path: Path } | undefined;
}

/** Follows `path`, whose first member is the number of the argument; the call's head where nothing of it is written out. */
export function followPath(syntax: Syntax, { node: call }: Called, path: Path): Reached {
  const head = headOf(call);
  const [argument, ...rest] = path;
  const node = typeof argument === "number" ? call.arguments[argument] : undefined;
  const walk = { syntax, owner: head, shared: false, shorthand: undefined, budget: { left: 500 } };
  if (node === undefined || call.arguments.slice(0, Number(argument) + 1).some(({ type }) => type === "SpreadElement"))
    return { node: head, exact: path.length === 0, owner: head, shared: false, shorthand: undefined, parameter: undefined };
  return follow({ ...walk, node, path: rest });
}

interface Walk {
  readonly syntax: Syntax;
  readonly node: acorn.AnyNode;
  readonly owner: Span;
  /** What is left of it, below `node`. */
  readonly path: Path;
  readonly shared: boolean;
  readonly shorthand: string | undefined;
  /** Constants and spreads that may still be followed: they can lead in circles. */
  readonly budget: { left: number };
}

function follow(walk: Walk): Reached {
  const { node, path } = walk;
  switch (node.type) {
    case "Identifier":
      return throughName(walk, node);
    case "MemberExpression":
      return throughMember(walk, node);
    case "ChainExpression":
      return follow({ ...walk, node: node.expression });
  }
  if (path.length === 0) return stop(walk);
  switch (node.type) {
    case "ObjectExpression":
      return member(walk, node);
    case "ArrayExpression":
      return element(walk, node);
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression": {
      const returned = returnedBy(node);
      return returned === undefined ? stop(walk) : follow({ ...walk, node: returned, shorthand: undefined });
    }
    default:
      return stop(walk);
  }
}

function stop({ node, owner, path, shared, shorthand }: Walk): Reached {
  return { node, exact: path.length === 0, owner, shared, shorthand, parameter: undefined };
}

function member(walk: Walk, object: acorn.ObjectExpression): Reached {
  const [key, ...rest] = walk.path;
  let unsure: acorn.SpreadElement | undefined;
  for (const property of object.properties.toReversed()) {
    if (property.type === "SpreadElement") {
      const found = spent(walk) ? undefined : follow({ ...walk, node: property.argument });
      if (found?.exact) return found;
      unsure ??= property;
    } else if (keyOf(property) === String(key)) {
      const { key: owner, value, method, shorthand } = property;
      const node = method && rest.length === 0 ? property : value;
      return follow({ ...walk, node, owner, path: rest, shorthand: shorthand ? String(key) : undefined });
    }
  }
  // A list of one may be written without its brackets: `schedule: { … }` is `schedule: [{ … }]`.
  if (key === 0) return follow({ ...walk, path: rest });
  return stop(unsure === undefined ? walk : { ...walk, node: unsure });
}

function element(walk: Walk, array: acorn.ArrayExpression): Reached {
  const [index, ...rest] = walk.path;
  let position = 0;
  for (const item of array.elements) {
    if (item?.type === "SpreadElement") {
      const spread = spent(walk) ? undefined : follow({ ...walk, node: item.argument, path: [] }).node;
      const length = spread === undefined ? undefined : lengthOf(spread);
      if (length === undefined) return stop(walk);
      if (Number(index) < position + length) return follow({ ...walk, node: item.argument, path: [Number(index) - position, ...rest] });
      position += length;
    } else if (position++ === index && item !== null) return follow({ ...walk, node: item, path: rest, shorthand: undefined });
  }
  return { ...stop(walk), filledLater: true };
}

/** The length of a list that is written out without spreads. */
function lengthOf(node: acorn.AnyNode | Span): number | undefined {
  if (!("type" in node) || node.type !== "ArrayExpression") return undefined;
  return node.elements.some((item) => item?.type === "SpreadElement") ? undefined : node.elements.length;
}

/** What a function gives back, where its body is that value or a block with one `return`. */
function returnedBy({ body }: FunctionNode): acorn.Expression | undefined {
  if (body.type !== "BlockStatement") return body;
  const returns = body.body.filter(
    ({ type }) => type !== "VariableDeclaration" && type !== "FunctionDeclaration" && type !== "EmptyStatement",
  );
  const [only] = returns;
  return returns.length === 1 && only?.type === "ReturnStatement" ? (only.argument ?? undefined) : undefined;
}

function throughName(walk: Walk, identifier: acorn.Identifier): Reached {
  const origin = walk.syntax.originOf(identifier);
  if (origin === undefined || origin.kind === "other" || spent(walk)) return stop(walk);
  if (origin.kind === "parameter")
    return { ...stop(walk), parameter: { of: origin.of, path: [origin.index, ...origin.path, ...walk.path] } };
  const { node, path } = origin;
  const reached = follow({ ...walk, node, owner: identifier, path: [...path, ...walk.path], shared: true, shorthand: undefined });
  return written(walk, reached);
}

function throughMember(walk: Walk, { object, property, computed }: acorn.MemberExpression): Reached {
  const key = property.type === "Literal" ? property.value : property.type === "Identifier" && !computed ? property.name : undefined;
  if ((typeof key !== "string" && typeof key !== "number") || spent(walk)) return stop(walk);
  return written(walk, follow({ ...walk, node: object, path: [key, ...walk.path] }));
}

/**
 * Where a value was written, if following a name led to something that is written out: else the name itself
 *
 * `after: [plan]` means this use of `plan`, not the step behind it.
 */
function written(walk: Walk, reached: Reached): Reached {
  const type = "type" in reached.node ? reached.node.type : "";
  const holds = (type === "ObjectExpression" || type === "ArrayExpression") && reached.filledLater === undefined;
  const isWritten = holds || type === "Literal" || type === "TemplateLiteral" || type === "UnaryExpression";
  if (reached.exact ? isWritten || walk.path.length > 0 : holds && walk.node.type === "Identifier") return reached;
  return { ...stop(walk), parameter: reached.parameter };
}

function spent({ budget }: Walk): boolean {
  return budget.left-- <= 0;
}

/**
 * Known values only, where JavaScript decides
 *
 * `if (params.flag)` is always true for JavaScript, and no trap of a Proxy sees it. So each place where the language decides by a value (tests, `&&`, `!`,
 * `==`, `switch`, `?.`) is wrapped in `$known(…)` before the module is evaluated (meaning.md, rule 5), and each loop counts its turns with `$turn()`. Works on
 * text without types; lines stay as they are, and `columnOf` gives columns back.
 */
import * as acorn from "acorn";

export interface Guarded {
  readonly text: string;
  /** The column in the unguarded text, for a line and column (from 1) of the guarded one. */
  columnOf(line: number, column: number): number;
}

/** Cheaper than a parse, and true for every text in which something decides or loops. */
export const mayDecide = /\?|&&|\|\||!|==|\b(?:if|while|switch|for)\s*(?:\(|\/|await\b)/;

/** Puts the guard into a module's text. Throws acorn's SyntaxError (with `loc`) where the text is no module. */
export function guard(text: string): Guarded {
  if (!mayDecide.test(text)) return { text, columnOf: (_, column) => column };
  const insertions: Insertion[] = [];
  visit(acorn.parse(text, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true }), insertions);
  if (insertions.length === 0) return { text, columnOf: (_, column) => column };
  return insert(text, insertions);
}

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** At one place: what closes comes before what opens. */
  readonly order: 0 | 1 | 2 | 3;
}

function insert(text: string, insertions: Insertion[]): Guarded {
  insertions.sort((left, right) => left.at - right.at || left.order - right.order);
  const places: { readonly at: number; readonly length: number }[] = [];
  let guarded = "";
  let from = 0;
  for (const { at, text: added } of insertions) {
    guarded += text.slice(from, at);
    from = at;
    places.push({ at: guarded.length, length: added.length });
    guarded += added;
  }
  guarded += text.slice(from);
  return { text: guarded, columnOf: (line, column) => columnWithout(guarded, places, line, column) };
}

function columnWithout(
  text: string,
  places: readonly { readonly at: number; readonly length: number }[],
  line: number,
  column: number,
): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf("\n", start);
    if (end < 0) return column;
    start = end + 1;
  }
  const here = start + column - 1;
  let own = column;
  for (const { at, length } of places) {
    if (at >= here) break;
    if (at >= start) own -= Math.min(length, here - at);
  }
  return own;
}

type Node = acorn.AnyNode;

function visit(node: Node, insertions: Insertion[]): void {
  switch (node.type) {
    case "IfStatement":
    case "ConditionalExpression":
      known(node.test, insertions);
      break;
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      known(node.test, insertions);
      countTurns(node.body, insertions);
      break;
    case "ForInStatement":
    case "ForOfStatement":
      countTurns(node.body, insertions);
      break;
    case "LogicalExpression":
      known(node.left, insertions);
      break;
    case "AssignmentExpression":
      // `a ||= b` decides by `a`; a place that can be read twice is checked before.
      if (/^(&&|\|\||\?\?)=$/.test(node.operator) && node.left.type === "Identifier") {
        insertions.push({ at: node.start, text: `($known(${node.left.name}),`, order: 3 }, { at: node.end, text: ")", order: 0 });
      }
      break;
    case "UnaryExpression":
      if (node.operator === "!") known(node.argument, insertions);
      break;
    case "BinaryExpression":
      if (/^[!=]==?$/.test(node.operator) && node.left.type !== "PrivateIdentifier") {
        known(node.left, insertions);
        known(node.right, insertions);
      }
      break;
    case "SwitchStatement":
      known(node.discriminant, insertions);
      for (const { test } of node.cases) known(test, insertions);
      break;
    case "MemberExpression":
      if (node.optional && node.object.type !== "Super") known(node.object, insertions);
      break;
  }
  for (const child of Object.values(node) as unknown[]) {
    if (Array.isArray(child)) {
      for (const member of child) if (isNode(member)) visit(member, insertions);
    } else if (isNode(child)) visit(child, insertions);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { readonly type?: unknown }).type === "string";
}

function known(node: Node | null | undefined, insertions: Insertion[]): void {
  if (node === null || node === undefined || node.type === "Literal") return;
  // `(a, b)` would otherwise be two arguments.
  const [open, close] = node.type === "SequenceExpression" ? ["$known((", "))"] : ["$known(", ")"];
  insertions.push({ at: node.start, text: open, order: 3 }, { at: node.end, text: close, order: 0 });
}

function countTurns(body: acorn.Statement, insertions: Insertion[]): void {
  if (body.type === "BlockStatement") insertions.push({ at: body.start + 1, text: "$turn();", order: 2 });
  else insertions.push({ at: body.start, text: "{$turn();", order: 2 }, { at: body.end, text: "}", order: 1 });
}

import type { Document, Node, Pair } from "yaml";
import {
  checkDepth,
  checkInteger,
  checkKey,
  checkText,
  firstLine,
  mostRepeated,
  openText,
  type Reading,
  Unreadable,
  unread,
} from "./reading.ts";

/**
 * Reads one document of YAML 1.2 (`on`, `yes` and `12:30` are text there).
 *
 * Refuses what is no JSON data (keys that are no text, `.nan`, tags), what would be read otherwise elsewhere (`<<`, `%YAML 1.1`), keys that come twice,
 * whole numbers beyond 2^53, aliases that repeat too much, and the keys and sizes that no reader of ours takes.
 */
export async function readYaml(source: string, file: string): Promise<Reading> {
  return (await openYamlReader())(source, file);
}

/** Gives `readYaml` for those who cannot wait for each text. */
export async function openYamlReader(): Promise<(source: string, file: string) => Reading> {
  // 30 ms of CPU, only for those who have YAML to read.
  const yaml = await import("yaml");
  return (source, file) => {
    try {
      const text = openText(source);
      return { value: dataOf(documentOf(text, yaml), yaml) };
    } catch (error) {
      return unread(error, source, file);
    }
  };
}

type Yaml = typeof import("yaml");

function documentOf(text: string, yaml: Yaml): Document.Parsed | undefined {
  // Duplicates are found below: the package compares each key with each.
  const composer = new yaml.Composer({ version: "1.2", schema: "core", uniqueKeys: false, intAsBigInt: true });
  const documents = [...composer.compose(shallowTokens(text, yaml), false, text.length)];
  const [document, second] = documents;
  const error = document?.errors[0] ?? document?.warnings[0];
  if (error !== undefined) throw new Unreadable(`is not readable as YAML: ${firstLine(error)}`, error.pos[0]);
  if (second !== undefined) throw new Unreadable("has more than one document, where one is expected", second.range[0]);
  const { explicit, version } = document?.directives.yaml ?? {};
  if (explicit && version !== "1.2") throw new Unreadable(`asks for YAML ${version}, and is read as 1.2; remove the directive`, 0);
  return document;
}

/** The parser keeps a stack of its own, but what composes its tokens recurses, so depth is seen here, while the tokens arrive. */
function* shallowTokens(text: string, yaml: Yaml) {
  const parser = new yaml.Parser();
  let offset = 0;
  for (const lexeme of new yaml.Lexer().lex(text)) {
    yield* parser.next(lexeme);
    offset = parser.offset;
    // The document and one scalar stand on the stack beside the collections.
    checkDepth(parser.stack.length - 2, Math.min(offset, text.length));
  }
  yield* parser.end();
}

function dataOf(document: Document.Parsed | undefined, yaml: Yaml): unknown {
  const anchors = new Map<string, Node>();
  let repeated = 0;
  return document === undefined ? null : data(document.contents, 0, false);

  function data(node: Node | null, depth: number, again: boolean): unknown {
    const offset = node?.range?.[0] ?? 0;
    if (yaml.isCollection(node)) checkDepth(depth + 1, offset);
    if (again && ++repeated > mostRepeated) throw new Unreadable(`repeats more than ${mostRepeated} values by aliases`, offset);
    if (node === null) return null;
    if (yaml.isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) throw new Unreadable(`has the alias "${node.source}" inside or before what it stands for`, offset);
      return data(target, depth, true);
    }
    const value = yaml.isMap(node)
      ? members(node.items as readonly Pair[], depth, again)
      : yaml.isSeq(node)
        ? items(node.items, depth, again)
        : leaf(node);
    // Known from its end on: an alias inside would hold itself.
    if ("anchor" in node && node.anchor !== undefined) anchors.set(node.anchor, node);
    return value;
  }

  function items(list: readonly unknown[], depth: number, again: boolean): unknown {
    return list.map((item) => data(item as Node, depth + 1, again));
  }

  function members(pairs: readonly Pair[], depth: number, again: boolean): unknown {
    const object: Record<string, unknown> = {};
    for (const pair of pairs) {
      const node = pair.key as Node;
      const offset = node.range?.[0] ?? 0;
      const key = data(node, depth + 1, again);
      if (typeof key !== "string") throw new Unreadable("has a key that is no text; put it in double quotes", offset);
      if (key === "<<") throw new Unreadable('merges with "<<", which YAML 1.2 does not have; write the members out', offset);
      checkKey(key, offset);
      if (Object.hasOwn(object, key)) throw new Unreadable(`has the key "${key}" twice in one object`, offset);
      object[key] = data(pair.value as Node | null, depth + 1, again);
    }
    return object;
  }

  function leaf(node: Node): unknown {
    const offset = node.range?.[0] ?? 0;
    const value: unknown = yaml.isScalar(node) ? node.value : undefined;
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "string") {
      checkText(value, offset);
      return value;
    }
    if (typeof value === "bigint") {
      checkInteger(String(value), Number(value), offset);
      return Number(value);
    }
    if (typeof value !== "number" || !Number.isFinite(value)) throw new Unreadable(`has ${String(value)}, which no JSON holds`, offset);
    return value;
  }
}

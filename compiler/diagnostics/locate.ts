/** Places: from a property of a definition to the span of the text in which it is written */
import type { Site } from "../../schema/record.ts";
import { type Anchor, isProperty, type Place, type PropertyAnchor } from "./diagnostic.ts";
import { followPath, type Reached, type Span } from "./follow-path.ts";
import { type SourceText, sourceTexts } from "./source-text.ts";
import { type Called, type Syntax, syntaxOf } from "./syntax.ts";

export interface Located {
  readonly place: Place;
  /** Offsets of the place in its file, where it could be looked up. */
  readonly span: Span | undefined;
  /** Whether the place is the property itself: else the nearest thing around it that is written out. */
  readonly exact: boolean;
  /** Whether an edit of the place changes this property alone: false in constants, helpers and loops. */
  readonly own: boolean;
  /** What a replacement begins with: "memory: " where the property is written as `{ memory }`. */
  readonly prefix: string;
  /** The call of the helper that holds the definition, where the value came in by it. */
  readonly passedAt: Place | undefined;
  /** Names of the calls around the place, outermost first: ["churn", "fit"]. */
  readonly names: readonly string[];
}

/**
 * Gives back a function that looks places up in `sources` and parses each file once
 *
 * It never throws; in a broken file the place is that of the call.
 */
export function locator(sources: ReadonlyMap<string, string>): (anchor: Anchor) => Located {
  const textOf = sourceTexts(sources);
  const syntaxes = new Map<string, Syntax | undefined>();
  const files: Files = {
    textOf,
    syntaxIn(file) {
      if (!syntaxes.has(file)) {
        const source = textOf(file);
        syntaxes.set(file, source && syntaxOf(source.text));
      }
      return syntaxes.get(file);
    },
  };
  return (anchor) => (isProperty(anchor) ? locateProperty(anchor, files) : asGiven(anchor));
}

/** The place of one anchor. For many, make a `locator`. */
export function locate(anchor: Anchor, sources: ReadonlyMap<string, string>): Place {
  return locator(sources)(anchor).place;
}

interface Files {
  readonly textOf: (file: string) => SourceText | undefined;
  readonly syntaxIn: (file: string) => Syntax | undefined;
}

function asGiven(place: Place): Located {
  return { place, span: undefined, exact: true, own: false, prefix: "", passedAt: undefined, names: [] };
}

function locateProperty({ calls, path, part }: PropertyAnchor, files: Files): Located {
  const [site, outer] = calls;
  if (site === undefined) return asGiven({ file: "" });
  const source = files.textOf(site.file);
  const offset = source?.offsetOfSite(site.line, site.column);
  if (source === undefined || offset === undefined) return { ...asGiven(site), exact: false };
  const syntax = files.syntaxIn(site.file);
  if (syntax === undefined) return { ...located(site.file, source, wordAt(source.text, offset)), exact: false };
  const { called, node, names } = callAt(syntax, offset);
  if (called === undefined) {
    const span = "type" in node && isOneLine(source, node) ? node : wordAt(source.text, offset);
    return { ...located(site.file, source, span), exact: path.length === 0, names };
  }
  const reached = followPath(syntax, called, path);
  const place = located(site.file, source, part === "key" && reached.exact ? reached.owner : spanOf(reached, source));
  return {
    ...place,
    exact: reached.exact,
    own: reached.exact && !reached.shared && !called.repeats && reached.parameter === undefined,
    prefix: reached.shorthand === undefined ? "" : `${reached.shorthand}: `,
    passedAt: outer && reached.parameter && passedAt(outer, reached.parameter, site.file, files),
    names,
  };
}

function located(file: string, source: SourceText, span: Span): Located {
  const start = source.positionAt(span.start);
  const end = source.positionAt(span.end);
  return { ...asGiven({ file, ...start, endLine: end.line, endColumn: end.column }), span: { start: span.start, end: span.end } };
}

/** What is meant itself is shown whole; what only stands near it is named by its key where it runs over lines. */
function spanOf({ node, owner, exact }: Reached, source: SourceText): Span {
  return exact || isOneLine(source, node) ? node : owner;
}

function isOneLine(source: SourceText, { start, end }: Span): boolean {
  return source.positionAt(start).line === source.positionAt(end).line;
}

interface Around {
  readonly called: Called | undefined;
  readonly node: Span;
  readonly names: readonly string[];
}

/** The call at a place that V8 reported, or what else stands there: a use of a value has a place too. */
function callAt(syntax: Syntax, offset: number): Around {
  const known = syntax.callAt(offset);
  if (known !== undefined) return { called: known, node: known.node, names: namesAround(known) };
  const { node, within } = syntax.around(offset);
  const called = within?.node === node ? within : undefined;
  return { called, node, names: namesAround(within) };
}

function namesAround(called: Called | undefined): readonly string[] {
  const names: string[] = [];
  for (let at = called; at !== undefined; at = at.within) {
    const [name] = at.node.arguments;
    if (name?.type === "Literal" && typeof name.value === "string") names.unshift(name.value);
  }
  return names;
}

/** The argument by which a helper was given the value, if the outer call is a call of that helper. */
function passedAt(outer: Site, { of, path }: NonNullable<Reached["parameter"]>, inner: string, files: Files): Place | undefined {
  const source = files.textOf(outer.file);
  const syntax = files.syntaxIn(outer.file);
  const offset = source?.offsetOfSite(outer.line, outer.column);
  if (source === undefined || syntax === undefined || offset === undefined) return undefined;
  const { called } = callAt(syntax, offset);
  if (called === undefined) return undefined;
  const { callee } = called.node;
  if (callee.type !== "Identifier") return undefined;
  const origin = syntax.originOf(callee);
  const isHelper = outer.file === inner ? origin?.kind === "value" && origin.node === of : of.id == null || of.id.name === callee.name;
  if (!isHelper) return undefined;
  return located(outer.file, source, spanOf(followPath(syntax, called, path), source)).place;
}

function wordAt(text: string, offset: number): Span {
  const word = /[\p{ID_Continue}$]+/uy;
  word.lastIndex = offset;
  const [found = ""] = word.exec(text) ?? [];
  const atEnd = offset >= text.length || text[offset] === "\n" || text[offset] === "\r";
  return { start: offset, end: offset + Math.max(found.length, atEnd ? 0 : 1) };
}

/** TypeScript without its types: each character keeps its place, so call sites need no map. */
import module from "node:module";
import { type ParserError, type StripWorker, startStripWorker } from "./strip-worker.ts";

type Stripped = { readonly text: string } | { readonly broken: Broken };

interface Broken {
  readonly code: "load/syntax" | "load/not-erasable";
  /** What is wrong, as a sentence without its full stop. */
  readonly says: string;
  readonly line: number;
  readonly column: number;
}

export interface Stripper {
  /** Strips the types of a module's text. */
  strip(text: string): Stripped;
  end(): void;
}

/** Strips in this thread, and in another from the first text on that breaks the parser. */
export function openStripper(): Stripper {
  let worker: StripWorker | undefined;

  function inWorker(text: string): Stripped {
    worker ??= startStripWorker();
    const answer = worker.strip(text);
    if (answer !== undefined && "text" in answer) return answer;
    if (answer !== undefined && isAboutTheText(answer.error)) return { broken: brokenBy(answer.error, text) };
    worker.end();
    worker = undefined;
    return { broken: { code: "load/syntax", says: "It is nested too deeply", line: 1, column: 1 } };
  }
  return {
    strip(text) {
      if (worker !== undefined) return inWorker(text);
      try {
        return { text: quietly(() => module.stripTypeScriptTypes(text)) };
      } catch (error) {
        const thrown = error as ParserError;
        return isAboutTheText(thrown) ? { broken: brokenBy(thrown, text) } : inWorker(text);
      }
    },
    end() {
      worker?.end();
      worker = undefined;
    },
  };
}

/** Anything else that the parser throws says that it is broken itself. */
function isAboutTheText({ code }: ParserError): boolean {
  return code === "ERR_INVALID_TYPESCRIPT_SYNTAX" || code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX";
}

/** Node calls the function experimental, on standard error, once a process. */
function quietly<T>(work: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Node gives the place only as the first lines of the stack: ":line", some lines of text, and carets under the place. */
function brokenBy({ code, message, stack }: ParserError, text: string): Broken {
  const [first = "", ...lines] = (stack ?? "").split("\n", 12);
  const carets = lines.find((one) => /^\s*\^+\s*$/.test(one));
  const line = Number(/:(\d+)$/.exec(first)?.[1] ?? 1);
  const written = text.split(/\r\n|\n|\r/)[line - 1] ?? "";
  const caret = carets?.indexOf("^") ?? written.length;
  return {
    code: code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX" ? "load/not-erasable" : "load/syntax",
    says: ours(message),
    line,
    column: caret + 1,
  };
}

const erasable: readonly (readonly [theirs: RegExp, ours: string])[] = [
  [/enum/, "An enum"],
  [/namespace|module/, "A namespace"],
  [/parameter property/, "A parameter property"],
  [/angle-bracket/, "An assertion with angle brackets"],
  [/import equals|import =/, "`import x = require(…)`"],
  [/export assignment|export =/, "`export = …`"],
];

/** The parser's words made ours: it lists dozens of tokens and speaks of `<eof>`. */
function ours(message: string): string {
  for (const [theirs, said] of erasable) if (theirs.test(message) && /not supported/.test(message)) return said;
  const [, got, expected] = /^Unexpected token `(.+?)`\. Expected (.+)$/s.exec(message) ?? [];
  if (got !== undefined && expected !== undefined) return `Found ${shown(got)} where ${short(expected)} should stand`;
  const [, wanted] = /^Expected (.+?), got (.+)$/s.exec(message) ?? [];
  const instead = /, got (?:'(.+)'|(.+))$/s.exec(message);
  if (wanted !== undefined && instead !== null) return `Found ${shown(instead[1] ?? instead[2] ?? "")} where ${short(wanted)} should stand`;
  const [, missing] = /^Expected (.+)$/s.exec(message) ?? [];
  if (missing !== undefined) return `${short(missing)} should stand here`.replace(/^./, (letter) => letter.toUpperCase());
  return message.replace(/\.$/, "");
}

function shown(token: string): string {
  return token === "<eof>" ? "the end of the file" : `"${token}"`;
}

function short(expected: string): string {
  const said = expected.replaceAll("<eof>", "the end of the file");
  return said.length > 60 ? "an expression or a name" : said;
}

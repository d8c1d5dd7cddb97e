/** What went wrong in the child, as diagnostics at the user's own lines. */
import type { Diagnostic, Place, Related } from "../diagnostics/diagnostic.ts";
import { didYouMean, nearHelp } from "../diagnostics/suggest.ts";
import type { Death, Limits } from "./child-process.ts";
import {
  broke,
  died,
  endless,
  missingExport,
  neverSettles,
  notADefinition,
  notAllowed,
  notDeterministic,
  outOfMemory,
  syntax,
  threw,
  unknownName,
  usedBeforeMade,
} from "./diagnostics.ts";
import { parseModule, syntaxMistake } from "./imports.ts";
import type { ServedModules } from "./modules-served.ts";
import { nameUsedBefore } from "./name-used-before.ts";
import { type Fault, fileOf } from "./protocol.ts";
import { unknownNameIn } from "./unknown-name.ts";

/** Diagnostics of what was refused or thrown while `file` was evaluated. */
export function faultDiagnostics(fault: Fault, file: string, modules: ServedModules): readonly Diagnostic[] {
  const frames = framesOf(fault.stack, modules);
  const own = frames.find((frame) => !frame.file.includes("node_modules/"));
  const at: Place = own ?? { file };
  const extra = { related: relatedTo(at, file, frames, modules) };
  switch (fault.code) {
    case undefined:
      return [thrownDiagnostic(fault, at, extra.related, modules)];
    case "load/not-allowed":
      return [notAllowed.at(own ?? mention(fault.what, file, modules), { what: fault.what }, extra)];
    case "load/not-deterministic":
      return [notDeterministic.at(at, { what: fault.what }, extra)];
    case "load/endless":
      return [endless.at(at, { file: at.file, says: "a loop took more turns than any plan needs" }, extra)];
    case "load/never-settles":
      return [neverSettlesDiagnostic(file, modules)];
    case "load/not-a-definition":
      return [
        notADefinition.at(exportPlace(fault.what, at, modules), { file: at.file, says: fault.what.replace(/^TypeError: /, "") }, extra),
      ];
    case "load/import":
      // Told where the import was resolved.
      return [];
    default:
      return [broke.at(at, { file, reason: "it speaks of something that Millwright does not know" })];
  }
}

/** The diagnostic of a file that ended its process, or because of which it was ended. */
export function deathDiagnostic(death: Death, file: string, limits: Limits, modules: ServedModules): Diagnostic {
  // Nobody knows where it was; a loop of the file is the likeliest place.
  const [loop = { line: 1, column: 1 }] = modules.texts.has(file) ? parseModule(modules.stripped(file)).loops : [];
  const at = { file, ...loop };
  switch (death.because) {
    case "silence":
      return endless.at(at, { file, says: `nothing came back for ${limits.silence / 1_000} s` });
    case "file":
      return endless.at(at, { file, says: `it took more than ${limits.file / 1_000} s` });
    case "questions":
      return endless.at(at, { file, says: `it asked for more than ${limits.questions} files` });
    case "heap":
      return outOfMemory.at(at, { file, limit: limits.heap });
    case "process":
      return outOfMemory.at(at, { file, limit: limits.process });
    case "reply":
      return broke.at(at, { file, reason: death.reason });
    case "exit":
      return died.at(at, { file, how: death.how });
  }
}

/** Frames of a stack in files that were served. The text may be forged; a place that is no file of ours is passed over. */
function framesOf(stack: string, modules: ServedModules): readonly Place[] {
  const frames: Place[] = [];
  for (const [, url = "", line, column] of stack.matchAll(/(file:\/\/\/[^\s()]{1,1000}?):(\d{1,7}):(\d{1,7})/g)) {
    const file = fileOf(url);
    if (file !== undefined && modules.texts.has(file)) frames.push(modules.original(file, Number(line), Number(column)));
    if (frames.length === 5) break;
  }
  return frames;
}

/** How one came there: the calls, and the file whose import led there. */
function relatedTo(at: Place, file: string, frames: readonly Place[], modules: ServedModules): readonly Related[] {
  const calls = frames.filter((frame) => frame !== at && !frame.file.includes("node_modules/")).slice(0, 2);
  const related: Related[] = calls.map((frame) => ({ message: "called from here", at: frame }));
  if (frames[0] !== undefined && frames[0] !== at) related.unshift({ message: `in "${frames[0].file}"`, at: frames[0] });
  if (at.file === file || calls.some((frame) => frame.file === file)) return related;
  const [importer] = [...(modules.importers.get(at.file) ?? [])].sort();
  return importer === undefined
    ? related
    : [...related, { message: `"${at.file}" is imported here`, at: importPlace(importer, at.file, modules) }];
}

function importPlace(importer: string, imported: string, modules: ServedModules): Place {
  const found = parseModule(modules.stripped(importer)).imports.find(({ specifier }) => {
    const target = modules.resolve(specifier, importer);
    return "file" in target && target.file === imported;
  });
  return found === undefined ? { file: importer } : { file: importer, line: found.line, column: found.column };
}

function thrownDiagnostic(fault: Fault, at: Place, related: readonly Related[], modules: ServedModules): Diagnostic {
  const [, specifier, name] = /^SyntaxError: The requested module '(.*)' does not provide an export named '(.*)'/.exec(fault.what) ?? [];
  if (specifier !== undefined && name !== undefined) return missingExportDiagnostic(fault, specifier, name, at, modules);
  const [, early] = /^SyntaxError: (.*)/s.exec(fault.what) ?? [];
  const mistake = early === undefined ? undefined : syntaxMistake(modules.stripped(at.file));
  if (mistake !== undefined) return syntax.at({ file: at.file, ...mistake }, { file: at.file, says: (early ?? "").replace(/\.$/, "") });
  if (/^RangeError: Maximum call stack/.test(fault.what))
    return endless.at(at, { file: at.file, says: "a function calls itself without end" }, { related });
  const later = nameUsedBefore(fault.what);
  if (later !== undefined) return usedBeforeMade.at(at, { name: later }, { related });
  const absent = unknownNameIn(fault.what);
  if (absent !== undefined) return unknownName.at(at, { name: absent }, { related, ...nearHelp(absent, namesOf(at.file, modules)) });
  const place = at.line === undefined ? { ...at, ...parseModule(modules.stripped(at.file)).throws[0] } : at;
  return threw.at(place, { file: at.file, says: `${(early ?? fault.what).replace(/\.$/, "")}.` }, { related });
}

/** Where a file exports the name that a message begins with. */
function exportPlace(says: string, at: Place, modules: ServedModules): Place {
  const [, name = ""] = /^TypeError: "([A-Za-z_$][\w$]*)/.exec(says) ?? [];
  if (name === "" || !modules.texts.has(at.file)) return at;
  const text = modules.stripped(at.file);
  const found =
    name === "default"
      ? /\bexport\s+(default)\b/.exec(text)
      : new RegExp(`\\bexport\\s[^;=]*?\\b(${name.replaceAll("$", "\\$")})\\b`).exec(text);
  if (found === null) return at;
  const lines = text.slice(0, found.index + found[0].length - (found[1] ?? "").length).split("\n");
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return { file: at.file, line: lines.length, column, endLine: lines.length, endColumn: column + (found[1] ?? "").length };
}

/** Names that a file imports or exports. */
function namesOf(file: string, modules: ServedModules): readonly string[] {
  if (!modules.texts.has(file)) return [];
  const { imports, exports } = parseModule(modules.stripped(file));
  return [...imports.flatMap(({ names }) => names.map(({ name }) => name)), ...exports];
}

/** The loader names neither the importer nor a column, but its text begins with the importer's address and line. */
function missingExportDiagnostic(fault: Fault, specifier: string, name: string, at: Place, modules: ServedModules): Diagnostic {
  const importer = fileOf(/file:\/\/\/[^\s()]+?(?=:\d)/.exec(fault.stack)?.[0] ?? "") ?? at.file;
  const found = parseModule(modules.stripped(importer)).imports.find(
    (one) => one.specifier === specifier && one.names.some((other) => other.name === name),
  );
  const place = found?.names.find((other) => other.name === name);
  const target = modules.resolve(specifier, importer);
  const known = fault.known ?? ("file" in target ? parseModule(modules.stripped(target.file)).exports : []);
  const help = didYouMean(name, known);
  return missingExport.at(
    place === undefined
      ? { file: importer }
      : { file: importer, line: place.line, column: place.column, endLine: place.line, endColumn: place.column + name.length },
    { file: importer, name, specifier },
    help === undefined ? {} : { help },
  );
}

function neverSettlesDiagnostic(file: string, modules: ServedModules): Diagnostic {
  for (const member of modules.closure(file)) {
    const [place] = member.includes("node_modules/") ? [] : parseModule(modules.stripped(member)).awaits;
    if (place !== undefined) return neverSettles.at({ file: member, ...place }, { file: member });
  }
  return neverSettles.at({ file }, { file });
}

/** Where a file names something, if no stack says. */
function mention(what: string, file: string, modules: ServedModules): Place {
  const word = what.split(".").at(-1) ?? what;
  const before = modules.stripped(file).split(word)[0];
  if (before === undefined || before.length === modules.stripped(file).length) return { file };
  const lines = before.split("\n");
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

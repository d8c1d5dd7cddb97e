/** What somebody's own file lacks of the template's, as lines that they may add by hand. */
import type { TemplateFile } from "./templates.ts";

/** Files that a repository may have had before. The others make a platform, which is begun once. */
const ofAnyRepository: ReadonlySet<string> = new Set(["package.json", "tsconfig.json", ".gitignore", ".github/workflows/millwright.yml"]);

/** Whether `init` leaves the file alone where one is there, and goes on with the rest. */
export function mayBeKept(file: string): boolean {
  return ofAnyRepository.has(file);
}

/** What to add to the text that is there, a line each; empty where nothing is missing. A file with comments in its JSON counts as one that says nothing. */
export function toAddByHand({ path, text }: TemplateFile, present: string): readonly string[] {
  switch (path) {
    case "package.json":
      return missingOfPackage(objectOf(present), objectOf(text));
    case "tsconfig.json":
      return missingOfTsconfig(objectOf(present), objectOf(text));
    case ".gitignore":
      return missingLines(present, text);
    default:
      return [];
  }
}

type Members = Readonly<Record<string, unknown>>;

function missingOfPackage(there: Members, wanted: Members): readonly string[] {
  const given = { ...membersOf(there["dependencies"]), ...membersOf(there["devDependencies"]) };
  const packages = Object.entries(membersOf(wanted["devDependencies"])).filter(([name]) => !Object.hasOwn(given, name));
  const scripts = Object.entries(membersOf(wanted["scripts"])).filter(([name]) => !Object.hasOwn(membersOf(there["scripts"]), name));
  return [
    ...(there["type"] === wanted["type"] ? [] : [`"type": ${JSON.stringify(wanted["type"])}`]),
    ...packages.map(([name, range]) => `"devDependencies": ${written(name, range)}`),
    ...scripts.map(([name, command]) => `"scripts": ${written(name, command)}`),
  ];
}

/** Options without which definitions do not type-check. What else the template says is taste. */
const neededOptions = ["strict", "module", "noEmit", "allowImportingTsExtensions", "skipLibCheck"];

function missingOfTsconfig(there: Members, wanted: Members): readonly string[] {
  const has = membersOf(there["compilerOptions"]);
  const needs = membersOf(wanted["compilerOptions"]);
  const differ = neededOptions.filter((name) => String(has[name]).toLowerCase() !== String(needs[name]));
  // Without "include", everything below the folder is a part of the project already.
  const included = there["include"];
  const places = Array.isArray(included) ? (wanted["include"] as readonly string[]).filter((place) => !included.includes(place)) : [];
  return [
    ...differ.map((name) => `"compilerOptions": ${written(name, needs[name])}`),
    ...places.map((place) => `"include": [${JSON.stringify(place)}]`),
  ];
}

function missingLines(present: string, wanted: string): readonly string[] {
  const there = new Set(present.split("\n").map(ignored));
  return wanted.split("\n").filter((line) => line !== "" && !there.has(ignored(line)));
}

/** `/node_modules` and `node_modules/` leave out the same folder. */
function ignored(line: string): string {
  return line.trim().replace(/^\/|\/$/g, "");
}

function written(name: string, value: unknown): string {
  return `{ ${JSON.stringify(name)}: ${JSON.stringify(value)} }`;
}

function membersOf(value: unknown): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function objectOf(text: string): Members {
  try {
    return membersOf(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Members that npm gives a package.json which it makes itself, for the first package that is installed into a folder. */
const ofNpm = new Set(["dependencies", "devDependencies", "optionalDependencies"]);

/**
 * The template's package.json with the dependencies of the one that is there; undefined where that one says anything else, because then it is somebody's
 *
 * `npm install millwright` in an empty folder leaves such a file before `init` has run.
 */
export function completePackage(present: string, template: string): string | undefined {
  const there = objectOf(present);
  const wanted = objectOf(template);
  if (there === undefined || wanted === undefined || Object.keys(there).some((name) => !ofNpm.has(name))) return undefined;
  const given = Object.assign({}, ...[...ofNpm].map((name) => there[name])) as Readonly<Record<string, unknown>>;
  const missing = Object.entries(objectOf(wanted["devDependencies"]) ?? {}).filter(([name]) => !Object.hasOwn(given, name));
  const own = { ...(objectOf(there["devDependencies"]) ?? {}), ...Object.fromEntries(missing) };
  return `${JSON.stringify({ ...wanted, ...there, devDependencies: own }, null, 2)}\n`;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = typeof value === "string" ? JSON.parse(value) : value;
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

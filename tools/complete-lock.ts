/**
 * Completes package-lock.json so that `npm ci` accepts it everywhere
 *
 * A registry that lacks some optional platform package (a compiler binary for another system) makes `npm install` write a lock without it, and
 * npm 11 and later then refuse that lock. Every optional dependency with an exact version gets the entry that npm would have written, less its
 * checksum. Run after each `npm install`; prints how many entries it added.
 */
import fs from "node:fs";

interface Entry {
  version?: string;
  dev?: true;
  optional?: true;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const systems: Record<string, string> = { win: "win32", windows: "win32" };
for (const name of ["darwin", "linux", "win32", "android", "freebsd", "netbsd", "openbsd", "openharmony", "sunos", "aix"])
  systems[name] = name;
const processors = new Set(["arm64", "x64", "ia32", "arm", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"]);

const file = process.argv[2] ?? "package-lock.json";
const lock = JSON.parse(fs.readFileSync(file, "utf8")) as { packages: Record<string, Entry> };
let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(place, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
    const words = name.split(/[/@-]/).map((word) => (word === "64" ? "x64" : word));
    const os = words.map((word) => systems[word]).find((found) => found !== undefined);
    const cpu = words.findLast((word) => processors.has(word));
    if (os === undefined && cpu === undefined) continue;
    const libc = words.some((word) => word.startsWith("musl"))
      ? "musl"
      : words.some((word) => word.startsWith("gnu"))
        ? "glibc"
        : undefined;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu && { cpu: [cpu] }),
      ...(entry.dev && { dev: true }),
      ...(libc && { libc: [libc] }),
      optional: true,
      ...(os && { os: [os] }),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} entries added to ${file}\n`);

/** Whether the lock has `name` where the package at `place` would find it: beside it, or in a folder above. */
function isLocked(place: string, name: string): boolean {
  for (let base = place; ; base = base.slice(0, Math.max(0, base.lastIndexOf("node_modules/") - 1))) {
    if (lock.packages[`${base === "" ? "" : `${base}/`}node_modules/${name}`]?.version !== undefined) return true;
    if (base === "") return false;
  }
}

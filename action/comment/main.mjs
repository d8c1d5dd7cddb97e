// Starts the comment: from the bundle where the package is installed; from source in a checkout of the repository, which Node 24 runs as it is.
import { existsSync } from "node:fs";

const built = new URL("../../dist/action/comment.js", import.meta.url);
await import(existsSync(built) ? built : new URL("./main.ts", import.meta.url));

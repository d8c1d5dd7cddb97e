#!/usr/bin/env node
/**
 * The command `millwright`, on whatever Node it is started with
 *
 * Only this text has to be understood by an old Node (modules, as Node 14 has them): what it does not load, cannot fail there.
 */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) void import("./command.ts");
else void import("./old-node.ts").then(({ handOver }) => handOver());

export {};

/** `millwright --version` costs at most twice an empty Node start. */
import fs from "node:fs";
import path from "node:path";
import { say, seconds } from "./support/claim.ts";
import { leastCosts } from "./support/measure.ts";
import { millwright, temporaryFolder } from "./support/platforms.ts";

const folder = temporaryFolder();
const empty = path.join(folder, "empty.js");
fs.writeFileSync(empty, "");
const { node, version } = await leastCosts(
  { node: { words: [process.execPath, empty], folder }, version: { words: [process.execPath, millwright, "--version"], folder } },
  20,
);
say({
  claim: "millwright --version against an empty Node",
  value: version.cpu / node.cpu,
  most: 2,
  unit: "×",
  from: `${seconds(version.cpu)} / ${seconds(node.cpu)}`,
});

/** The local engine: little beside the start of each process, and memory that a loop of many items fits in. */
import fs from "node:fs";
import path from "node:path";
import { say, seconds } from "./support/claim.ts";
import { costOf } from "./support/measure.ts";
import { millwright, temporaryFolder } from "./support/platforms.ts";

const steps = 1000;
const items = 10_000;
const folder = temporaryFolder();
const image = `docker.io/library/busybox@sha256:${"0".repeat(64)}`;
fs.writeFileSync(
  path.join(folder, "millwright.config.ts"),
  `import { argo, platform } from "millwright";
export default platform({ definitions: ["*.flow.ts"], targets: [argo()], environments: { here: { namespace: "ml" } } });
`,
);
fs.writeFileSync(
  path.join(folder, "all.flow.ts"),
  `import { flow, z } from "millwright";
const image = "${image}";
export const steps = flow("steps", { owner: "ml" }, ({ step }) => {
  for (let index = 0; index < ${steps}; index++) step(\`s\${index}\`, { image, command: () => ["true"] });
});
export const items = flow("items", { owner: "ml", params: { count: z.int() } }, ({ step, forEach, params, range }) => {
  const all = forEach("each", range(params.count), (item) => step("item", { image, command: () => ["true", item] }));
  step("last", { image, after: [all], command: () => ["true"] });
});
`,
);
const command = (...words: readonly string[]) => ({ words: [process.execPath, millwright, "run", ...words, "--parallelism", "1"], folder });

const start = `const { spawnSync } = require("node:child_process"); for (let i = 0; i < ${steps}; i++) spawnSync("true");`;

const bare = await costOf({ words: [process.execPath, "-e", start], folder });
const many = await costOf(command("steps"));
say({
  claim: `run: CPU of each of ${steps} steps beside the start of its process`,
  value: ((many.cpu - bare.cpu) / steps) * 1000,
  most: 25,
  unit: "ms",
  from: `${seconds(many.cpu)} - ${seconds(bare.cpu)}`,
});
const loop = await costOf(command("items", "-p", `count=${items}`));
say({
  claim: `run: memory of a loop of ${items} items`,
  value: loop.memory,
  most: 300,
  unit: "MB",
});

/** The compiler checks the types of a ten-step flow in less than 10 ms of CPU. */
import fs from "node:fs";
import path from "node:path";
import { say, seconds } from "./support/claim.ts";
import { type Command, leastCosts } from "./support/measure.ts";
import { newPlatform } from "./support/platforms.ts";

const repository = path.dirname(import.meta.dirname);

/** A project as a user has it: the types of the built package, and a link to it. */
function project(count: number): Command {
  const { folder } = newPlatform(count);
  const modules = path.join(folder, "node_modules");
  fs.mkdirSync(modules);
  fs.symlinkSync(repository, path.join(modules, "millwright"));
  fs.symlinkSync(path.join(repository, "node_modules/zod"), path.join(modules, "zod"));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: "nodenext",
    target: "es2024",
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: [],
  };
  fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*.ts"] }));
  fs.writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
  return { words: [path.join(repository, "node_modules/.bin/tsc"), "-p", "."], folder };
}

// The compiler works in several threads, and each has to learn the types of the packages once: from a hundred flows on, all of them have.
const { some, many } = await leastCosts({ some: project(100), many: project(300) }, 7);
say({
  claim: "checking the types of a ten-step flow",
  value: ((many.cpu - some.cpu) / 200) * 1_000,
  most: 10,
  unit: "ms",
  from: `${seconds(many.cpu)} for 300 flows, ${seconds(some.cpu)} for a hundred`,
});

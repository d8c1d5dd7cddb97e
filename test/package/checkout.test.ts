/** The Action as `uses: …/millwright@<commit>` gives it: the repository without a build and without packages, for a project that has no millwright. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { noRegistry, registryAnswers, runAs } from "./registry.ts";

const repository = path.resolve(import.meta.dirname, "../..");

test("it makes its own command ready from its own lock file, once, and checks the project", { timeout: 300_000 }, async ({ skip }) => {
  skip(!(await registryAnswers()), noRegistry);
  const place = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-checkout-")));
  onTestFinished(() => fs.rmSync(place, { recursive: true, force: true }));
  const checkout = path.join(place, "action");
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repository,
    encoding: "utf8",
  });
  for (const file of listed.split("\0").filter((name) => name !== "" && !/^(test|examples|bench)\//.test(name))) {
    if (fs.existsSync(path.join(repository, file))) fs.cpSync(path.join(repository, file), path.join(checkout, file));
  }
  const folder = path.join(place, "platform");
  runAs(place, process.execPath, [path.join(repository, "dist/main.js"), "init", "--yes", folder]);
  fs.writeFileSync(path.join(place, "event.json"), "{}");
  const run = () =>
    runAs(folder, process.execPath, [path.join(checkout, "action/main.mjs")], {
      GITHUB_WORKSPACE: folder,
      GITHUB_EVENT_NAME: "workflow_dispatch",
      GITHUB_EVENT_PATH: path.join(place, "event.json"),
      GITHUB_OUTPUT: path.join(place, "output"),
      RUNNER_TEMP: place,
      INPUT_COMMENT: "never",
      "INPUT_BUILD-CHECK": "false",
    });
  const first = run();
  expect([first.code, first.out]).toEqual([0, expect.stringContaining("the Action makes its own ready")]);
  expect(fs.readFileSync(path.join(place, "output"), "utf8")).toMatch(/^errors<<(.+)\n0\n\1\n/m);
  const second = run();
  expect([second.code, second.out.includes("makes its own ready")]).toEqual([0, false]);
});

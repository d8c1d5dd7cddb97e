import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ownServices } from "../../cli/own-services.ts";
import { failedRun, killedAttempt } from "../support/failed-run.ts";
import { runFake } from "../support/fake-context.ts";
import { newFolder, writeFiles } from "../support/folder.ts";
import { branch } from "./a-proposal.ts";
import { startGithub, token } from "./github/server.ts";

const flow = `import { flow } from "millwright";
export const churn = flow("churn", { owner: "growth-ml" }, ({ step }) => {
  step("fit", { image: "acme/fit:1.0", command: () => ["fit"], resources: { memory: "8Gi" } });
});
`;
const config = `import { argo, platform } from "millwright";
export default platform({ definitions: ["*.flow.ts"], environments: { prod: { namespace: "ml" } }, targets: [argo()] });
`;
it("leads from a failed run to a pull request whose branch can be cloned and passes the check of its artifacts", async () => {
  const github = await startGithub();
  const [root, services] = [newFolder(), ownServices({ MILLWRIGHT_CACHE: "off" })];
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-C", root, "-c", "user.name=A", "-c", "user.email=a@b", ...args], { stdio: "pipe" });
  writeFiles(root, {
    "millwright.config.ts": config,
    "churn.flow.ts": flow,
    "run.json": JSON.stringify(failedRun(killedAttempt)),
    ".gitignore": "run.json\n*.jsonl\n",
  });
  await runFake(["build", "--root", root], services);
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-qm", "first");
  git("push", "-q", github.store.folder, "main");
  const out = path.join(root, "p.jsonl");
  await runFake(["remediate", path.join(root, "run.json"), "--root", root, "--out", out], services);
  expect(fs.readFileSync(out, "utf8")).not.toContain(root);
  const environment = { GITHUB_TOKEN: token, GITHUB_REPOSITORY: "acme/platform", GITHUB_API_URL: github.address };
  const published = await runFake(["publish", out, "--json"], { toJson: services.toJson }, { environment });
  expect(published.code).toBe(0);
  expect(JSON.parse(published.out)).toMatchObject({ results: [{ branch, state: "opened", number: 1 }] });
  expect(published.out + published.err).not.toContain(token);
  const clone = path.join(newFolder(), "clone");
  execFileSync("git", ["clone", "-q", "-b", branch, github.store.folder, clone], { stdio: "pipe" });
  expect(fs.readFileSync(path.join(clone, "churn.flow.ts"), "utf8")).toContain("16Gi");
  expect(await runFake(["build", "--check", "--root", clone], services)).toMatchObject({ code: 0 });
});

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { commandWords } from "../../cli/completion/command-words.ts";
import { commands } from "../../cli/routes/commands.ts";
import { runFake } from "../support/fake-context.ts";

const hasBash = spawnSync("bash", ["--version"]).status === 0;

async function complete(...words: readonly string[]): Promise<readonly string[]> {
  const { out } = await runFake(["completion", "bash"], {});
  const line = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _millwright; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const ran = spawnSync("bash", ["-c", `${out}\n${line}`], { encoding: "utf8" });
  expect(ran.stderr).toBe("");
  return ran.stdout.split("\n").filter((word) => word !== "");
}

test.runIf(hasBash)("bash completes commands, their flags, and the values of a flag", async () => {
  expect(await complete("millwright", "bu")).toEqual(["build"]);
  expect(await complete("millwright", "images", "")).toEqual(["set", "list", "--help"]);
  expect(await complete("millwright", "check", "--ma")).toEqual(["--max-warnings"]);
  expect(await complete("millwright", "check", "--format", "s")).toEqual(["sarif"]);
  expect(await complete("millwright", "images", "set", "--e")).toEqual(["--env"]);
});

test.each(["bash", "zsh", "fish"])("the script of %s has every command and every flag", async (shell) => {
  const { code, out } = await runFake(["completion", shell], {});
  expect(code).toBe(0);
  for (const { commands: names, flags } of commandWords(commands)) for (const { name } of [...names, ...flags]) expect(out).toContain(name);
});

const installed = ["bash", "zsh", "fish"].filter((shell) => spawnSync(shell, ["--version"]).status === 0);

test.each(installed)("%s itself takes its script", async (shell) => {
  const { out } = await runFake(["completion", shell], {});
  expect(spawnSync(shell, ["-n"], { input: out, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
});

test("another shell is refused with those that there are", async () => {
  const ran = await runFake(["completion", "tcsh"], {});
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain("bash, zsh, fish");
});

test("every command answers --help with its flags", async () => {
  for (const { path, flags } of commandWords(commands)) {
    const ran = await runFake([...path.split(" ").filter((word) => word !== ""), "--help"], {});
    expect(ran).toMatchObject({ code: 0, err: "" });
    for (const { name } of flags) expect(ran.out, `millwright ${path}`).toContain(`--${name}`);
  }
});

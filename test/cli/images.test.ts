import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { editLock } from "../../cli/images/edit-lock.ts";
import { lockOf, parseAssignment, withImage } from "../../cli/images/image-lock.ts";
import { readToml, writeToml } from "../../compiler/text/toml.ts";
import { type Ran, runFake } from "../support/fake-context.ts";

const digest = (character: string) => `sha256:${character.repeat(64)}`;
let root = "";
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-images-"));
  fs.writeFileSync(path.join(root, "millwright.config.ts"), "");
});
afterEach(() => fs.rmSync(root, { recursive: true }));

function run(...inputs: readonly string[]): Promise<Ran> {
  return runFake(["images", ...inputs], { readToml }, { folder: root });
}

function lock(text?: string): string {
  const file = path.join(root, "images.lock.toml");
  if (text !== undefined) fs.writeFileSync(file, text);
  return fs.readFileSync(file, "utf8");
}

const commented = `# Written by CI.
title = "images" # not ours

[images.churn] # the fit
  repository = "ghcr.io/acme/churn"  # moved in May
  tag        = '3.1'
  digest     = "${digest("a")}"

# Prod lags behind.
[images.churn.environments.prod]
digest = "${digest("b")}"

# The other one.
[images."score.v2"]
repository = "ghcr.io/acme/score"
digest = "${digest("c")}"
`;

test("one image changes, and every other byte stays", async () => {
  lock(commented);
  expect(await run("set", `churn=:3.2@${digest("d")}`)).toEqual({
    code: 0,
    err: "",
    out: `churn is ghcr.io/acme/churn:3.2@${digest("d")}\n`,
  });
  expect(lock()).toBe(commented.replace("'3.1'", '"3.2"').replace(digest("a"), digest("d")));
});

test("an environment's image is its own", async () => {
  lock(commented);
  await run("set", `churn=${digest("d")}`, "--env", "prod");
  expect(lock()).toBe(commented.replace(digest("b"), digest("d")));
});

test("a new environment stands with its image, a new image at the end", async () => {
  lock(commented);
  await run("set", `churn=${digest("d")}`, "--env", "staging");
  await run("set", `fresh=registry.acme.io:5000/team/fresh:1@${digest("e")}`);
  expect(lock()).toBe(
    `${commented.replace(`digest = "${digest("b")}"\n`, `digest = "${digest("b")}"\n\n[images.churn.environments.staging]\ndigest = "${digest("d")}"\n`)}
[images.fresh]
repository = "registry.acme.io:5000/team/fresh"
tag = "1"
digest = "${digest("e")}"
`,
  );
});

test("the first image makes the file; setting it again changes nothing", async () => {
  await run("set", `churn=ghcr.io/acme/churn:3.2@${digest("a")}`);
  expect(lock()).toBe(`[images.churn]\nrepository = "ghcr.io/acme/churn"\ntag = "3.2"\ndigest = "${digest("a")}"\n`);
  const again = await run("set", `churn=ghcr.io/acme/churn:3.2@${digest("a")}`, "--json");
  expect(JSON.parse(again.out)).toEqual({
    formatVersion: 1,
    changed: false,
    images: [{ name: "churn", environment: null, repository: "ghcr.io/acme/churn", tag: "3.2", digest: digest("a") }],
  });
});

test("a new repository without a tag drops the old tag", async () => {
  lock(commented);
  await run("set", `churn=ghcr.io/acme/other@${digest("d")}`);
  expect(lock()).toContain(`  repository = "ghcr.io/acme/other"  # moved in May\n  digest     = "${digest("d")}"`);
});

test("a new image is set for all environments first, whatever JavaScript knows of its name", async () => {
  lock(commented);
  for (const name of ["fresh", "toString"]) {
    expect((await run("set", `${name}=${digest("d")}`)).err).toContain("cli/repository-needed");
    expect((await run("set", `${name}=a/b@${digest("d")}`, "--env", "prod")).err).toContain("cli/repository-needed");
  }
  expect(lock()).toBe(commented);
});

test("several images are set together, or none", async () => {
  lock(commented);
  const ran = await run("set", `churn=${digest("d")}`, `fresh=${digest("e")}`);
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain("cli/repository-needed");
  expect(lock()).toBe(commented);
});

test.each([
  ["an inline table", `images = { churn = { repository = "a/b", digest = "${digest("a")}" } }\n`],
  ["a dotted key", `[images]\nchurn.repository = "a/b"\nchurn.digest = "${digest("a")}"\n`],
  ["a table inside a text", `note = """\n[images.churn]\n"""\n[images.churn]\nrepository = "a/b"\ndigest = "${digest("a")}"\n`],
  ["a digest over several lines", `[images.churn]\nrepository = "a/b"\ndigest = """${digest("a")}"""\n`],
  ["what is no TOML", "[images.churn\n"],
  ["a field that no image has", '[images.churn]\nrepositry = "a/b"\n'],
])("a lock with %s is refused, not damaged", async (_, text) => {
  lock(text);
  const ran = await run("set", `churn=${digest("d")}`);
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toMatch(/cli\/(lock-not-editable|broken-lock)/);
  expect(lock()).toBe(text);
});

test.each([
  "churn",
  "churn=",
  "=x",
  "churn=ghcr.io/acme/churn:3.2",
  "churn=sha256:abc",
  `churn=UPPER/case@${digest("a")}`,
  `churn=a b@${digest("a")}`,
  `../x=${digest("a")}`,
])("%j is refused as an image", async (text) => {
  expect(parseAssignment(text)).toHaveProperty("expected");
  expect(await run("set", text)).toMatchObject({ code: 2, out: "" });
  expect(fs.existsSync(path.join(root, "images.lock.toml"))).toBe(false);
});

test("list shows each image, with what differs in an environment", async () => {
  lock(commented);
  expect((await run("list")).out).toBe(
    [
      "NAME      ENVIRONMENT  IMAGE",
      `churn                  ghcr.io/acme/churn:3.1@${digest("a")}`,
      `churn     prod         ghcr.io/acme/churn:3.1@${digest("b")}`,
      `score.v2               ghcr.io/acme/score@${digest("c")}`,
      "",
    ].join("\n"),
  );
});

const names = fc.constantFrom("churn", "score.v2", "a-b", "x");
const pins = fc.record({
  repository: fc.constantFrom("a/b", "c.d:5/e"),
  tag: fc.constantFrom("1", "2.0-rc"),
  digest: fc.constantFrom(digest("a"), digest("b")),
});
const locks = fc.dictionary(
  names,
  fc
    .tuple(pins, fc.dictionary(fc.constantFrom("prod", "staging"), pins, { maxKeys: 2 }))
    .map(([pin, environments]) => ({ ...pin, ...(Object.keys(environments).length > 0 && { environments }) })),
);

test("whatever the lock, an edit of its text is the edit of its data", async () => {
  await fc.assert(
    fc.asyncProperty(
      locks,
      names,
      pins,
      fc.option(fc.constantFrom("prod", "staging"), { nil: undefined }),
      async (images, name, pin, environment) => {
        const before = lockOf(JSON.parse(JSON.stringify({ images })));
        if ("problem" in before) throw new Error(String(before.problem));
        const text = Object.keys(images).length === 0 ? "" : await writeToml({ images });
        const wanted = withImage(before, { name, pin }, environment);
        const set = environment === undefined ? wanted.images?.[name] : wanted.images?.[name]?.environments?.[environment];
        const { repository, tag, digest: pinned } = set ?? {};
        const edited = editLock(text, name, environment, {
          ...(repository !== undefined && { repository }),
          ...(tag !== undefined && { tag }),
          ...(pinned !== undefined && { digest: pinned }),
        });
        const reading = await readToml(edited, "images.lock.toml");
        expect(reading.value).toEqual(JSON.parse(JSON.stringify(wanted)));
      },
    ),
    { numRuns: 300 },
  );
});

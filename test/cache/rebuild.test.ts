/** A build that takes from earlier ones gives the same as one that does not, whatever was edited in between. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { openRecordings } from "../../compiler/cache/kept-child.ts";
import { type Compiled, compile } from "../../compiler/index.ts";
import { plainConfig, writeProject } from "../evaluate/project.ts";

const image = "registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const flow = (name: string, word: string, more = ""): string => `import { flow } from "millwright";
import { image, minute, words } from "../shared/words";
import { settings } from "../shared/settings.ts";
${more}
export const ${name} = flow("${name}", { owner: "growth-ml", schedule: { cron: \`\${minute()} 1 * * *\`, timezone: "UTC" } }, ({ step }) => {
  step("say", { image, command: () => ["echo", "${word}", words.join(" "), settings.word] });
});
`;
const words = (word: string, counter = "const at = 7;\nexport const minute = () => at;"): string =>
  `export const image = "${image}";\nexport const words = ["${word}"];\n${counter}\n`;
const settings = `import { config, z } from "millwright";
export const settings = config("./settings.toml", z.object({ word: z.string() }));
`;

const project: Readonly<Record<string, string>> = {
  "millwright.config.ts": plainConfig,
  "flows/a.flow.ts": flow("a", "one"),
  "flows/b.flow.ts": flow("b", "one"),
  "flows/c.flow.ts": flow("c", "one"),
  "shared/words.ts": words("shared"),
  "shared/settings.ts": settings,
  "shared/settings.toml": 'word = "base"\n',
};

const word = fc.constantFrom("one", "two", "three");
const flowFile = fc.constantFrom("a", "b", "c", "d");
/** An edit: a file and its text, or null where it goes. */
const edit = fc.oneof(
  fc.tuple(flowFile, word).map(([name, said]) => [`flows/${name}.flow.ts`, flow(name, said)] as const),
  fc
    .tuple(flowFile, fc.constantFrom("words.push('x');", "if (words.length > 1) words.pop();", "export const broken = ;", "throw 1;"))
    .map(([name, more]) => [`flows/${name}.flow.ts`, flow(name, "one", more)] as const),
  flowFile.map((name) => [`flows/${name}.flow.ts`, null] as const),
  word.map((said) => ["shared/words.ts", words(said)] as const),
  fc.constant(["shared/words.ts", words("shared", "let at = 0;\nexport const minute = () => at++;")] as const),
  word.map((said) => ["shared/settings.toml", `word = "${said}"\n`] as const),
  fc.oneof(word, fc.constant(null)).map((said) => ["shared/settings.prod.toml", said && `word = "${said}"\n`] as const),
  fc.constantFrom(null, words("nearer")).map((text) => ["shared/words/index.ts", text] as const),
  fc.constantFrom(plainConfig, plainConfig.replace("ml-dev", "other")).map((text) => ["millwright.config.ts", text] as const),
);

function apply(root: string, [file, text]: readonly [string, string | null]): void {
  const place = path.join(root, file);
  if (text === null) fs.rmSync(place, { force: true });
  else {
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text);
  }
}

function newCache(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-cache-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function outcome({ artifacts, diagnostics, environments, sources }: Compiled): unknown {
  return {
    artifacts,
    diagnostics,
    programs: environments.map(({ program }) => program),
    sources: new Map([...sources].sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}

test("whatever is edited between builds, they give what builds without a memory give", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { minLength: 3, maxLength: 6 }), async (rounds) => {
      const root = writeProject(project);
      const cache = newCache();
      await compile({ root, cache });
      for (const edits of rounds) {
        for (const one of edits) apply(root, one);
        const remembered = outcome(await compile({ root, cache }));
        expect(remembered).toEqual(outcome(await compile({ root })));
      }
    }),
    { numRuns: 6 },
  );
});

/** Files whose evaluation the newest file of a cache keeps. */
function keptFiles(cache: string): readonly string[] {
  return (openRecordings(cache).read()[0]?.index ?? []).flatMap(({ files }) => files.map(({ file }) => file));
}

/** Writes the newest recording anew, as somebody would who wants it to count. */
function forge(cache: string, change: (reply: string) => string): void {
  const recordings = openRecordings(cache);
  const [recording] = recordings.read();
  const writer = recordings.begin();
  writer.finish(
    (recording?.index ?? []).map((child) => ({
      ...child,
      files: child.files.map((kept) => ({
        ...kept,
        reply: writer.add(Buffer.from(change(recording?.block(kept.reply)?.toString() ?? ""))),
      })),
    })),
  );
}

test("the second build evaluates only the file that changed", async () => {
  const root = writeProject(project);
  const cache = newCache();
  await compile({ root, cache, environments: ["dev"] });
  expect(keptFiles(cache)).toEqual(["millwright.config.ts", "flows/a.flow.ts", "flows/b.flow.ts", "flows/c.flow.ts"]);
  apply(root, ["flows/b.flow.ts", flow("b", "two")]);
  await compile({ root, cache, environments: ["dev"] });
  expect(keptFiles(cache)).toEqual(["flows/b.flow.ts"]);
  await compile({ root, cache, environments: ["dev"] });
  expect(fs.readdirSync(cache)).toHaveLength(2);
});

test("what a module counts from file to file is counted anew each time", async () => {
  const root = writeProject({ ...project, "shared/words.ts": words("shared", "let at = 0;\nexport const minute = () => at++;") });
  const cache = newCache();
  const crons = async (): Promise<unknown> =>
    (await compile({ root, cache })).environments[0]?.program.flows.map(({ schedules }) => schedules[0]?.cron);
  expect(await crons()).toEqual(["0 1 * * *", "1 1 * * *", "2 1 * * *"]);
  apply(root, ["flows/a.flow.ts", flow("a", "two")]);
  expect(await crons()).toEqual(["0 1 * * *", "1 1 * * *", "2 1 * * *"]);
});

test.each([
  ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ["empty", () => Buffer.alloc(0)],
  ["no text", () => Buffer.from([0xff, 0xfe, 0x0a, 0x00, 0x0a])],
  ["of other lines", (bytes: Buffer) => Buffer.concat([Buffer.from("{}\n".repeat(9)), bytes.subarray(bytes.lastIndexOf(0x0a, -2) + 1)])],
  [
    "bent in one place",
    (bytes: Buffer) => Buffer.from(bytes.toString("latin1").replace('"environment":"dev"', '"environment":"dav"'), "latin1"),
  ],
])("a memory that is %s is none", async (_, broken) => {
  const root = writeProject(project);
  const cache = newCache();
  const first = outcome(await compile({ root, cache }));
  for (const name of fs.readdirSync(cache)) {
    const file = path.join(cache, name);
    fs.writeFileSync(file, broken(fs.readFileSync(file)));
  }
  expect(outcome(await compile({ root, cache }))).toEqual(first);
});

test.each([
  ["nests without end", (reply: string) => reply.replace('"begun":[', `"begun":${"[".repeat(9_000)}`)],
  ["brings a prototype", (reply: string) => reply.replace('"secret"', '"__proto__":{},"secret"')],
  ["is no reply", () => "{}"],
])("a forged reply that %s is none", async (_, change) => {
  const root = writeProject(project);
  const cache = newCache();
  const first = outcome(await compile({ root, cache }));
  forge(cache, change);
  expect(outcome(await compile({ root, cache }))).toEqual(first);
});

test("a reply that speaks of another file's definitions is not taken", async () => {
  const root = writeProject(project);
  const cache = newCache();
  const first = outcome(await compile({ root, cache }));
  let forged = 0;
  forge(cache, (reply) => {
    // The reply for a.flow.ts says what b.flow.ts exports.
    const other = reply.replace(
      '"url":"file:///flows/a.flow.ts","exports":[{"name":"a"',
      '"url":"file:///flows/b.flow.ts","exports":[{"name":"b"',
    );
    if (other !== reply) forged += 1;
    return other;
  });
  expect(forged).toBe(1);
  expect(outcome(await compile({ root, cache }))).toEqual(first);
});

test("a forged definition in the memory is checked like one of a living child", async () => {
  const root = writeProject(project);
  const cache = newCache();
  await compile({ root, cache });
  forge(cache, (reply) => reply.replaceAll('"kind":"step"', '"kind":"root-shell"'));
  const { diagnostics } = await compile({ root, cache });
  expect(new Set(diagnostics.map(({ code }) => code))).toContain("validate/forged-record");
});

test("a file of the memory that others may write, or that is a link, is not read", async () => {
  const root = writeProject(project);
  const cache = newCache();
  await compile({ root, cache });
  const [name = ""] = fs.readdirSync(cache);
  const file = path.join(cache, name);
  fs.chmodSync(file, 0o666);
  await compile({ root, cache });
  expect(fs.readdirSync(cache)).toHaveLength(2);
  for (const each of fs.readdirSync(cache)) fs.rmSync(path.join(cache, each));
  await compile({ root, cache });
  const moved = path.join(root, "moved");
  fs.renameSync(file, moved);
  fs.symlinkSync(moved, file);
  await compile({ root, cache });
  expect(fs.readdirSync(cache)).toHaveLength(2);
});

test("a build from edited texts in memory leaves nothing for the next", async () => {
  const root = writeProject(project);
  const cache = newCache();
  await compile({ root, cache, overlay: new Map([[path.join(root, "flows/a.flow.ts"), flow("a", "passing")]]) });
  expect(fs.readdirSync(cache)).toEqual([]);
});

test("a cache that cannot be written is no error", async () => {
  const root = writeProject(project);
  const { diagnostics, artifacts } = await compile({ root, cache: path.join(root, "nowhere/at/all") });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(artifacts.length).toBeGreaterThan(0);
});

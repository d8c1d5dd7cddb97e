import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { openInputs } from "../../runs/read/bytes/open-inputs.ts";
import { newFolder } from "../support/folder.ts";

async function opened(
  paths: readonly string[],
  standardInput = "",
): Promise<{ readonly inputs: Record<string, string>; readonly unread: string[] }> {
  const inputs: Record<string, string> = {};
  const unread: string[] = [];
  const options = {
    standardInput: bytesOf(standardInput),
    onUnread: ({ name, problem }: { name: string; problem: string }) => unread.push(`${path.basename(name)} ${problem}`),
  };
  for await (const { name, bytes } of openInputs(paths, options)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    inputs[name] = Buffer.concat(chunks).toString();
  }
  return { inputs, unread };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(text.length.toString(8).padStart(11, "0"), 124);
    header.write("0", 156);
    header.write("ustar\0", 257);
    return [header, Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

it("opens files, folders in order of names, and standard input; links and hidden files are passed over", async () => {
  const folder = newFolder();
  fs.mkdirSync(path.join(folder, "b"));
  for (const [name, text] of [
    ["b/0.log", "two"],
    ["a.log", "one"],
    [".hidden", "no"],
  ] as const)
    fs.writeFileSync(path.join(folder, name), text);
  fs.symlinkSync("/etc/hostname", path.join(folder, "link"));
  const { inputs } = await opened([folder, "-"], "three");
  expect(Object.entries(inputs)).toEqual([
    [path.join(folder, "a.log"), "one"],
    [path.join(folder, "b/0.log"), "two"],
    ["-", "three"],
  ]);
});

it("opens archives by their content, one in another, whatever they are called", async () => {
  const folder = newFolder();
  const file = path.join(folder, "run.bin");
  fs.writeFileSync(
    file,
    gzipSync(tarOf({ "pod/0.log": "x".repeat(2000), "pod/1.log.gz": "plain", "empty.log": "", "../up.log": "only a name" })),
  );
  const { inputs } = await opened([file]);
  expect(Object.values(inputs)).toEqual(["x".repeat(2000), "plain", "", "only a name"]);
  expect(Object.keys(inputs)[0]).toBe(`${file}/pod/0.log`);
});

it("gives what a cut archive still holds, and says that it is cut", async () => {
  const folder = newFolder();
  const file = path.join(folder, "run.log.gz");
  fs.writeFileSync(file, gzipSync("all is well\n".repeat(100_000)).subarray(0, 2000));
  const { inputs, unread } = await opened([file]);
  expect(inputs[path.join(folder, "run.log")]).toContain("all is well");
  expect(unread).toEqual(["run.log.gz is a damaged or cut gzip file; what came before the damage was read"]);
});

it("says what is not there", async () => {
  expect((await opened(["/nowhere/at/all.log"])).unread).toEqual(["all.log does not exist"]);
});

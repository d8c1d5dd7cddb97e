import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cacheFolder, readOwnFile } from "../../compiler/cache/cache-folder.ts";

function home(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-home-")));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("caches lie below XDG_CACHE_HOME, else below ~/.cache, for this user alone", () => {
  const HOME = home();
  expect(cacheFolder({ HOME }, "build")).toBe(path.join(HOME, ".cache/millwright/build"));
  expect(fs.statSync(path.join(HOME, ".cache/millwright")).mode & 0o777).toBe(0o700);
  expect(cacheFolder({ HOME, XDG_CACHE_HOME: path.join(HOME, "caches") }, "build")).toBe(path.join(HOME, "caches/millwright/build"));
});

test("a relative XDG_CACHE_HOME counts as none, as its specification says", () => {
  const HOME = home();
  expect(cacheFolder({ HOME, XDG_CACHE_HOME: "caches" }, "build")).toBe(path.join(HOME, ".cache/millwright/build"));
});

test("MILLWRIGHT_CACHE=off, no home, or a home that cannot be written: no cache", () => {
  const HOME = home();
  expect(cacheFolder({ HOME, MILLWRIGHT_CACHE: "off" }, "build")).toBeUndefined();
  expect(cacheFolder({}, "build")).toBeUndefined();
  fs.writeFileSync(path.join(HOME, "file"), "");
  expect(cacheFolder({ HOME: path.join(HOME, "file") }, "build")).toBeUndefined();
});

test("a folder that others may write to, or that is a link, is not used", () => {
  const HOME = home();
  const folder = cacheFolder({ HOME }, "build") ?? "";
  fs.chmodSync(folder, 0o777);
  expect(cacheFolder({ HOME }, "build")).toBeUndefined();
  fs.rmSync(folder, { recursive: true });
  fs.symlinkSync(home(), folder);
  expect(cacheFolder({ HOME }, "build")).toBeUndefined();
});

test("a file is read only up to its bound", () => {
  const file = path.join(home(), "file");
  fs.writeFileSync(file, "12345", { mode: 0o600 });
  expect(readOwnFile(file, 5)?.toString()).toBe("12345");
  expect(readOwnFile(file, 4)).toBeUndefined();
});

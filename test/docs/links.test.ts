import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => /^[A-Z]+\.md$|^docs\/|README\.md$/.test(file) && fs.existsSync(path.join(root, file)));

test.each(pages)("every link of %s leads to a file that is there", (page) => {
  const text = fs.readFileSync(path.join(root, page), "utf8").replace(/```[\s\S]*?```/g, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target).filter((target) => !/^(https?:|#)/.test(target));
  const absent = targets.filter((target) => !fs.existsSync(path.resolve(root, path.dirname(page), target.replace(/#.*$/, ""))));
  expect(absent).toEqual([]);
});

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { load } from "../../../compiler/phases/1-load.ts";
import { flowNamed, names, readers, shortly, writeProject } from "../project.ts";

function secretFile(name: string, text: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-outside-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  fs.writeFileSync(path.join(folder, name), text);
  return folder;
}

it("follows no link out of the root: of a module, a definition, a config file, a folder", async () => {
  const outside = secretFile("secret.ts", "export const secret = 1;\n");
  fs.writeFileSync(path.join(outside, "secret.json"), '{ "token": "x" }');
  const root = writeProject({
    "flows/good.flow.ts": flowNamed("good"),
    "flows/module.flow.ts": 'import { secret } from "./link.ts";\nexport const a = secret;\n',
    "flows/data.flow.ts":
      'import { config, z } from "millwright";\nexport const a = config("./link.json", z.object({ token: z.string() })).token;\n',
    "flows/folder.flow.ts": 'import { secret } from "./linked/secret.ts";\nexport const a = secret;\n',
  });
  fs.symlinkSync(path.join(outside, "secret.ts"), path.join(root, "flows/link.ts"));
  fs.symlinkSync(path.join(outside, "secret.ts"), path.join(root, "flows/linked.flow.ts"));
  fs.symlinkSync(path.join(outside, "secret.json"), path.join(root, "flows/link.json"));
  fs.symlinkSync(outside, path.join(root, "flows/linked"));
  const loaded = await load({ root, readers, environments: ["dev"] });
  expect(names(loaded)).toEqual(["good"]);
  expect(loaded.diagnostics.map(shortly).sort()).toEqual([
    "load/outside-root flows/data.flow.ts:2:18",
    "load/outside-root flows/folder.flow.ts:1:24",
    "load/outside-root flows/linked.flow.ts",
    "load/outside-root flows/module.flow.ts:1:24",
  ]);
  expect([...loaded.served.values()].join("")).not.toContain("secret = 1");
});

it("takes a file that is linked inside the root as the one file that it is", async () => {
  const root = writeProject({ "flows/good.flow.ts": flowNamed("good") });
  fs.symlinkSync("good.flow.ts", path.join(root, "flows/same.flow.ts"));
  const loaded = await load({ root, readers, environments: ["dev"] });
  expect(names(loaded)).toEqual(["good"]);
  expect(loaded.files).toEqual(["flows/good.flow.ts"]);
});

it("reads no pipe, device or folder as a file", async () => {
  const root = writeProject({
    "flows/a.flow.ts": 'import { config, z } from "millwright";\nexport const a = config("./folder.json", z.object({}));\n',
    "flows/folder.json/x": "",
  });
  fs.symlinkSync("/dev/zero", path.join(root, "flows/zero.json"));
  const loaded = await load({ root, readers, environments: ["dev"] });
  expect(loaded.diagnostics.map(shortly)).toEqual(["load/config-missing flows/a.flow.ts:2:18"]);
});

it("takes no path that climbs out of the root", async () => {
  const root = writeProject({
    "flows/a.flow.ts": 'import "../../x.ts";\n',
    "flows/b.flow.ts": 'import "/etc/x.ts";\n',
    "flows/c.flow.ts": 'import "file:///etc/x.ts";\n',
    "flows/d.flow.ts": 'import { config, z } from "millwright";\nexport const a = config("../../x.json", z.object({}));\n',
    "flows/e.flow.ts": 'import "https://example.com/x.ts";\n',
    "flows/f.flow.ts": 'import "data:text/javascript,1";\n',
  });
  const loaded = await load({ root, readers, environments: ["dev"] });
  expect(loaded.diagnostics.map(({ code }) => code)).toEqual(Array.from({ length: 6 }, () => "load/outside-root"));
});

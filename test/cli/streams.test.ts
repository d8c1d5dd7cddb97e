import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withProgress } from "../../cli/progress.ts";
import type { Style } from "../../cli/services.ts";
import { styleFor } from "../../cli/style.ts";
import { compiledOf, fakeServices, runFake } from "../support/fake-context.ts";

let root = "";
beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-watch-"));
  fs.writeFileSync(path.join(root, "millwright.config.ts"), "");
  fs.mkdirSync(path.join(root, "deploy"));
});
afterAll(() => fs.rmSync(root, { recursive: true }));

const stream = (isTTY: boolean) => ({ write: () => {}, isTTY });

test.each([
  ["a terminal", true, {}, true],
  ["no terminal", false, {}, false],
  ["a dumb terminal", true, { TERM: "dumb" }, false],
  ["NO_COLOR at a terminal", true, { NO_COLOR: "1" }, false],
  ["an empty NO_COLOR, which says nothing", true, { NO_COLOR: "" }, true],
  ["FORCE_COLOR without a terminal", false, { FORCE_COLOR: "1" }, true],
  ["FORCE_COLOR=0 at a terminal", true, { FORCE_COLOR: "0" }, false],
  ["NO_COLOR goes before FORCE_COLOR", true, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
] as const)("colour: %s", (_, isTTY, environment, colour) => {
  expect(styleFor(stream(isTTY), environment).colour).toBe(colour);
});

test("the renderer is told of colour and width", async () => {
  const styles: Style[] = [];
  const render = async (_format: string, _findings: object, style: Style) => {
    styles.push(style);
    return "";
  };
  await runFake(["check"], { compile: async () => compiledOf({}), render }, { folder: root, environment: { FORCE_COLOR: "1" } });
  expect(styles).toEqual([{ colour: true, width: 100 }]);
});

test("work is silent for a second, then it says on standard error what it does", async () => {
  let said = "";
  const stderr = {
    write: (text: string) => {
      said += text;
    },
  };
  const context = {
    process: { stdout: stream(false), stderr },
    environment: {},
    folder: root,
    now: () => new Date(),
    services: fakeServices({}),
    interrupted: new AbortController().signal,
  };
  expect(await withProgress(context, "Compiling", setTimeout(300, "quick"))).toBe("quick");
  expect(said).toBe("");
  expect(await withProgress(context, "Compiling", setTimeout(1300, "slow"))).toBe("slow");
  expect(said).toBe("Compiling …\n");
});

test("--watch compiles again after each change, not after its own writes, and ends cleanly when interrupted", async () => {
  const interruption = new AbortController();
  let rounds = 0;
  const grown = async (count: number) => {
    for (let waited = 0; rounds < count && waited < 100; waited++) await setTimeout(50);
    expect(rounds).toBe(count);
  };
  const running = runFake(
    ["build", "--watch"],
    {
      compile: async () => {
        rounds += 1;
        return compiledOf({});
      },
      planWrite: async () => ({
        changes: [],
        diagnostics: [],
        apply: async () => {
          fs.writeFileSync(path.join(root, "deploy/churn.yaml"), String(rounds));
          return [];
        },
      }),
    },
    { folder: root, interrupted: interruption.signal },
  );
  await grown(1);
  await setTimeout(300);
  fs.writeFileSync(path.join(root, "churn.flow.ts"), "one");
  fs.writeFileSync(path.join(root, "churn.toml"), "two");
  await grown(2);
  await setTimeout(400);
  expect(rounds).toBe(2);
  interruption.abort();
  expect(await running).toMatchObject({ code: 0 });
});

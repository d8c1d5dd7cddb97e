import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ownServices } from "../../cli/own-services.ts";
import { readPublishLine } from "../../remediation/publish/publish-line.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { openStore } from "../../runs/store/open-store.ts";
import { killedAttempt as killed } from "../support/failed-run.ts";
import { type Ran, runFake } from "../support/fake-context.ts";
import { newFolder, writeFiles } from "../support/folder.ts";

const flow = `import { flow } from "millwright";

export const churn = flow("churn", { owner: "growth-ml" }, ({ step }) => {
  step("fit", { image: "acme/fit:1.0", command: () => ["fit"], resources: { memory: "8Gi" }, timeout: "2h" });
});
`;
const config = `import { argo, platform } from "millwright";
export default platform({ definitions: ["*.flow.ts"], environments: { prod: { namespace: "ml" } }, targets: [argo()] });
`;

function platform(): string {
  const root = newFolder();
  writeFiles(root, { "millwright.config.ts": config, "churn.flow.ts": flow });
  return root;
}

const late = { reason: "DeadlineExceeded", message: "Pod was active on the node longer than the specified deadline" };

/** A run of one step at an hour of 23 November. */
async function keep(root: string, hour: string, attempt: object | undefined): Promise<string> {
  const startedAt = `2026-11-23T${hour}:00:00Z`;
  const id = `argo:ml/churn-${hour}`;
  const status = attempt === undefined ? "succeeded" : "failed";
  const record: RunRecord = {
    ...{ formatVersion: 1, id, flow: "churn", engine: "argo", environment: "prod", program: "1", commit: null },
    ...{ status, startedAt, finishedAt: startedAt.replace(":00:00", ":20:00"), params: {} },
    steps: [
      {
        step: "fit",
        path: "fit",
        status,
        attempts: [{ startedAt, finishedAt: startedAt.replace(":00:00", ":20:00"), ...attempt }],
        inputs: {},
        outputs: {},
      },
    ],
  };
  await openStore({ root, environment: {} }).keep(record);
  return id;
}

function poll(root: string, ...flags: readonly string[]): Promise<Ran> {
  return runFake(["remediate", "--since", "24h", "--root", root, "--json", ...flags], ownServices({ MILLWRIGHT_CACHE: "off" }));
}

interface Said {
  readonly verdict: { readonly input: string; readonly class: string };
  readonly confirmed: boolean;
  readonly refused: string | null;
}

function saidBy({ out }: Ran): readonly Said[] {
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Said);
}

it("takes the latest failure of a step in one way, once, and remembers that it did", async () => {
  const root = platform();
  await keep(root, "01", killed);
  const latest = await keep(root, "05", killed);
  const first = await poll(root);
  expect(saidBy(first)).toMatchObject([{ verdict: { input: latest, class: "mem.container_oom" }, confirmed: true, refused: null }]);
  const second = await poll(root);
  expect(saidBy(second)).toEqual([]);
  expect(second.err).toContain("Nothing failed since 24h that was not handled.");
  const again = await keep(root, "07", killed);
  expect(saidBy(await poll(root))).toMatchObject([{ verdict: { input: again } }]);
});

it("remembers nothing of a dry run, nor of runs that began before", async () => {
  const root = platform();
  await keep(root, "05", killed);
  expect(saidBy(await poll(root, "--dry-run"))).toHaveLength(1);
  expect(saidBy(await poll(root))).toHaveLength(1);
  const other = platform();
  await keep(other, "05", killed);
  const { out } = await runFake(["remediate", "--since", "12h", "--root", other, "--json"], ownServices({ MILLWRIGHT_CACHE: "off" }));
  expect(out).toBe("");
});

it("waits for a second run over its deadline within a day, and says so", async () => {
  const root = platform();
  await keep(root, "02", late);
  const [waiting] = saidBy(await poll(root));
  expect(waiting).toMatchObject({ verdict: { class: "time.deadline" }, confirmed: false });
  expect(waiting?.refused).toBe(
    'It waits: step "fit" failed like this in 1 of the 2 runs within a day that a proposal against time.deadline takes.',
  );
  await keep(root, "09", late);
  expect(saidBy(await poll(root))).toMatchObject([{ verdict: { class: "time.deadline" }, confirmed: true }]);
});

it("tells what was handled and has succeeded in two runs since", async () => {
  const root = platform();
  await keep(root, "01", killed);
  await poll(root);
  await keep(root, "03", undefined);
  expect((await poll(root)).err).not.toContain("healed");
  await keep(root, "04", undefined);
  expect((await poll(root)).err).toContain(
    'healed prod/churn/fit/mem.container_oom: Step "fit" of flow "churn" succeeded in 2 runs since argo:ml/churn-01, the last argo:ml/churn-04.',
  );
  const file = path.join(root, "lines.jsonl");
  await poll(root, "--out", file);
  expect(readPublishLine(fs.readFileSync(file, "utf8").trim())).toMatchObject({
    healed: { healed: { environment: "prod", flow: "churn", step: "fit", class: "mem.container_oom" }, repository: null, dashboard: true },
  });
});

it("passes over a record that is damaged, and says which", async () => {
  const root = platform();
  await keep(root, "01", killed);
  await keep(root, "02", killed);
  const day = path.join(root, ".millwright/runs/store/records/2026-11-23");
  fs.writeFileSync(path.join(day, "020000-argo~3Aml~2Fchurn-02.json"), "{");
  const ran = await poll(root);
  expect(saidBy(ran)).toMatchObject([{ verdict: { input: "argo:ml/churn-01" } }]);
  expect(ran.err).toContain("020000-argo~3Aml~2Fchurn-02.json");
  expect(ran.err).toContain("is passed over: it is no JSON");
});

it("takes either inputs or a time", async () => {
  const root = platform();
  expect((await poll(root, "churn.flow.ts")).code).toBe(2);
  expect((await runFake(["remediate", "--root", root], ownServices({ MILLWRIGHT_CACHE: "off" }))).code).toBe(2);
  const odd = await runFake(["remediate", "--since", "soon", "--root", root], ownServices({ MILLWRIGHT_CACHE: "off" }));
  expect(odd.err).toContain('Option "--since" is "soon", expected a duration such as "24h"');
});

it("takes a run of an engine by its id from the store, with what is remembered of the step", async () => {
  const root = platform();
  const one = await keep(root, "01", killed);
  const named = (id: string, ...flags: readonly string[]) =>
    runFake(["remediate", id, "--root", root, "--json", ...flags], ownServices({ MILLWRIGHT_CACHE: "off" }));
  expect(saidBy(await named(one))).toMatchObject([{ verdict: { class: "mem.container_oom" }, confirmed: true, refused: null }]);
  for (const [hour, memory] of [
    ["02", "2Gi"],
    ["03", "4Gi"],
  ] as const)
    await keep(root, hour, { ...killed, limits: { memory } });
  const last = await keep(root, "04", killed);
  expect(saidBy(await named(last))).toMatchObject([{ confirmed: false, refused: expect.stringMatching(/leak|skew/) }]);
  expect((await named("argo:ml/nobody")).code).not.toBe(0);
});

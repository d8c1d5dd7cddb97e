/** Steps in containers: what the engine is told, and what becomes of what it says. A stand-in plays the engine. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type ContainerOptions, createWords } from "../../local/containers/create-words.ts";
import { type ContainerEngine, findEngine } from "../../local/containers/engine.ts";
import { fetchImages } from "../../local/containers/fetch-images.ts";
import type { RunRecord, StepRecord } from "../../runs/run-record.ts";
import { artifact, secret, z } from "../../schema/index.ts";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";
import { flowOf, planOf, programOf } from "../support/program.ts";
import { type FolderRun, runInFolder } from "./run-in-folder.ts";

let root = "";
let state = "";
let engine: ContainerEngine;
const environment = () => ({ ...process.env, PATH: `${root}/bin:${process.env["PATH"]}`, DOCKER_STAND_IN: state });

beforeAll(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-containers-")));
  fs.mkdirSync(path.join(root, "bin"));
  const standIn = path.join(import.meta.dirname, "stand-in-engine.ts");
  fs.writeFileSync(path.join(root, "bin/docker"), `#!/bin/sh\nexec "${process.execPath}" "${standIn}" "$@"\n`, { mode: 0o755 });
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
beforeEach(async () => {
  state = fs.mkdtempSync(path.join(root, "state-"));
  engine = await found();
});

async function found(): Promise<ContainerEngine> {
  const answer = await findEngine(environment());
  if ("code" in answer) throw new Error(answer.message);
  return answer;
}

const shell = (text: string, ...words: readonly Loose[]) => ["sh", "-c", text, ...words];
const calls = (): readonly (readonly string[])[] =>
  fs
    .readFileSync(path.join(state, "calls.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as readonly string[]);
const containers = () => fs.readdirSync(state).filter((name) => name.endsWith(".container"));
const callsOf = (verb: string) => calls().filter(([first]) => first === verb);

function run(definition: Loose, more: Partial<FolderRun> = {}): Promise<RunRecord> {
  const id = path.basename(state).toLowerCase();
  const plan = planOf({ definition }, undefined, { environment: { checkpoints: { claim: "c" } } });
  return runInFolder(plan, { root, id, environment: environment(), engine, ...more });
}

function oneStep(command: readonly Loose[], more: object = {}): Loose {
  return looseFlow(({ step }) => void step("s", options({ command: () => command, ...more })));
}

function lastOf(record: RunRecord, name = "s"): StepRecord["attempts"][number] | undefined {
  return record.steps.find((step) => step.path === name)?.attempts.at(-1);
}

const logOf = (name = "s", attempt = 0) =>
  fs.readFileSync(path.join(root, "runs", path.basename(state).toLowerCase(), "steps", name, `${attempt}.log`), "utf8");

function wordsFor(stepOptions: object, more: Partial<ContainerOptions> = {}): readonly string[] {
  const [step] = flowOf(programOf({ f: oneStep(["run"], stepOptions) })).nodes;
  if (step === undefined || !("program" in step)) throw new Error("The flow has no step.");
  const folder = { own: "/runs/r/steps/s/0", checkpoint: "/runs/r/checkpoints/s" } as ContainerOptions["folder"];
  const plain: ContainerOptions = {
    engine: { kind: "docker", isRootless: false },
    name: "c",
    labels: {},
    step,
    words: ["run", "--fast"],
    env: {},
    folder,
    run: "/runs/r",
    user: { uid: 1000, gid: 100 },
  };
  return createWords({ ...plain, ...more });
}

it("makes a container of the step's image, with its program for an entrypoint, its files, its user and its sizes", () => {
  const volumes = { scratch: { empty: "1Gi", mountAt: "/scratch" }, shared: { claim: "data", mountAt: "/data", readOnly: true } };
  const resources = { cpu: "500m", memory: "2Gi", sharedMemory: "1Gi" };
  const words = wordsFor({ resources, volumes }, { labels: { "dev.millwright.step": "s" }, env: { DAY: "1", PATH: "/bin" } });
  expect(words.join(" ")).toBe(
    [
      "create --name c --label dev.millwright.step=s --init --log-driver none --no-healthcheck --pull never",
      "--memory 2147483648 --memory-swap 2147483648 --cpu-shares 512 --shm-size 1073741824 --user 1000:100",
      "--env DAY --env PATH=/bin",
      "--mount type=bind,source=/runs/r/steps/s/0,target=/millwright",
      "--mount type=bind,source=/runs/r/steps/s/0/volumes/scratch,target=/scratch",
      `--entrypoint run ghcr.io/acme/churn:3.2@sha256:${"a".repeat(64)} --fast`,
    ].join(" "),
  );
});

it("gives files to whoever runs the flow, with each kind of engine", () => {
  const user = (isRootless: boolean, kind: "docker" | "podman") => {
    const words = wordsFor({}, { engine: { kind, isRootless } });
    return words.slice(words.indexOf("never") + 1, words.indexOf("--mount")).join(" ");
  };
  expect(user(false, "docker")).toBe("--user 1000:100");
  expect(user(true, "docker")).toBe("--user 0:0");
  expect(user(false, "podman")).toBe("--security-opt label=disable --user 1000:100");
  expect(user(true, "podman")).toBe("--security-opt label=disable --userns keep-id --user 1000:100");
});

it("quotes a folder whose name the option would cut", () => {
  const folder = { own: '/my runs/a,"b"', checkpoint: "" } as ContainerOptions["folder"];
  expect(wordsFor({}, { folder })).toContain('type=bind,"source=/my runs/a,""b""",target=/millwright');
});

it("runs a flow: values, artifacts and checkpoints go in and out, and no container is left", async () => {
  const definition = looseFlow(({ step }) => {
    const make = step(
      "make",
      options({
        checkpoint: true,
        outputs: { rows: z.int(), file: artifact("text") },
        command: ({ outputs, checkpoint }: Loose) =>
          shell('echo 7 >"$0"; echo made >"$1"; touch "$2/part"', outputs.rows.path, outputs.file.path, checkpoint.path),
      }),
    );
    step(
      "use",
      options({
        inputs: { file: make.outputs.file },
        env: { ROWS: `${make.outputs.rows}` },
        command: ({ inputs }: Loose) => shell('echo "$ROWS"; cat "$0"; echo bad >&2', inputs.file.path),
      }),
    );
  });
  const record = await run(definition);
  expect(record.status).toBe("succeeded");
  expect(logOf("use")).toBe("7\nmade\nbad\n");
  expect(record.steps[0]?.outputs).toEqual({ rows: 7, file: "steps/make/0/outputs/file" });
  expect(containers()).toEqual([]);
  expect(callsOf("create").map((words) => words.filter((word) => word.startsWith("/millwright")))).toEqual([
    ["/millwright/outputs/rows", "/millwright/outputs/file", "/millwright/checkpoint"],
    ["/millwright/inputs/file"],
  ]);
});

it("hands a secret over by name, never on a command line; under a name that the client itself reads it refuses", async () => {
  const token = (name: string) => oneStep(shell('[ "$TOKEN" = "hun""ter2" ]'), { env: { [name]: secret("hf", "token") } });
  expect((await run(token("TOKEN"), { keyOf: () => "hunter2" })).status).toBe("succeeded");
  expect(JSON.stringify(calls())).not.toContain("hunter2");
  const refused = await run(token("DOCKER_HOST"), { keyOf: () => "hunter2" });
  expect(lastOf(refused)).toMatchObject({
    reason: "StartError",
    message: `Variable "DOCKER_HOST" of step "s" holds a secret, and the container engine's own client reads that variable: give it another name.`,
  });
});

it("hands nothing of this machine's environment to a step", async () => {
  await run(oneStep(["env"], { env: { DAY: "1" } }), { environment: { ...environment(), PRIVATE: "mine", MILLWRIGHT_SECRET_A_B: "x" } });
  const names = logOf()
    .trim()
    .split("\n")
    .map((line) => line.split("=")[0]);
  expect(names).toContain("DAY");
  expect(names.filter((name) => /^(?:PRIVATE|MILLWRIGHT_.*|DOCKER_.*)$/.test(name ?? ""))).toEqual([]);
});

it("says OOMKilled where the engine does, and the exit code of everything else", async () => {
  const memory = await run(oneStep(shell("exit 137"), { resources: { memory: "1Gi" } }));
  expect(lastOf(memory)).toMatchObject({ reason: "OOMKilled", exitCode: 137, message: 'Step "s" took more memory than its 1Gi.' });
  expect(lastOf(await run(oneStep(shell("exit 3"))))).toMatchObject({ reason: "Error", exitCode: 3 });
  expect(lastOf(await run(oneStep(["no-such-command"])))).toMatchObject({
    reason: "StartError",
    exitCode: 127,
    message: 'Command "no-such-command" of step "s" is not in its image.',
  });
});

it("says why a container could not be made, and lets other branches run", async () => {
  const definition = looseFlow(({ step }) => {
    step("bad", options({ image: "registry.example.com/broken" }));
    step("good", options({ command: () => ["true"] }));
  });
  const record = await run(definition);
  expect(lastOf(record, "bad")?.message).toBe(
    'No container could be made for step "bad": docker says: Error response from daemon: this container cannot be made.',
  );
  expect(record.steps.find((step) => step.path === "good")?.status).toBe("succeeded");
});

it("tells a container that runs too long to end, by force where it does not listen, and removes it", async () => {
  const deaf = shell('trap "" TERM; while :; do sleep 0.1; done');
  const record = await run(oneStep(deaf, { timeout: "1s", terminationGrace: "1s" }));
  expect(lastOf(record)).toMatchObject({ reason: "DeadlineExceeded", message: "It ran longer than 1s." });
  expect(callsOf("kill").map((words) => words.slice(0, -1))).toEqual([["kill", "--signal", "SIGTERM"], ["kill"]]);
  expect(containers()).toEqual([]);
});

it("ends containers when it is told to stop, and removes them when it is told to end at once", async () => {
  const [stop, kill] = [new AbortController(), new AbortController()];
  const stopped = run(oneStep(shell("sleep 300")), { stop: stop.signal });
  await expect.poll(() => callsOf("start").length, { timeout: 20_000 }).toBe(1);
  stop.abort();
  expect((await stopped).status).toBe("cancelled");
  expect(containers()).toEqual([]);
  const killed = run(oneStep(shell("sleep 300")), { kill: kill.signal });
  await expect.poll(() => callsOf("start").length, { timeout: 20_000 }).toBe(2);
  kill.abort();
  expect((await killed).status).toBe("cancelled");
  await expect.poll(containers, { timeout: 20_000 }).toEqual([]);
});

it("removes what an earlier part of the run left behind before it goes on, and nothing of other runs", async () => {
  const id = path.basename(state).toLowerCase();
  for (const [name, of] of [
    ["left", id],
    ["other", "elsewhere"],
  ])
    fs.writeFileSync(path.join(state, `${name}.container`), JSON.stringify({ labels: [`dev.millwright.run=${of}`] }));
  await run(oneStep(["true"]));
  expect(containers()).toEqual(["other.container"]);
});

it("says that a container was lost where the engine no longer knows it", async () => {
  const gone = shell(`sleep 0.5; rm -f "${state}"/*.container; exit 0`);
  expect(lastOf(await run(oneStep(gone)))?.message).toMatch(/^Command "sh" of step "s" was lost: docker says: .*No such container/);
});

it("fetches each image once before the run, and says which is not to be had", async () => {
  const program = programOf({
    f: looseFlow(({ step }) => {
      for (const name of ["one", "two"]) step(name, options({ image: "registry.example.com/pulled" }));
      step("three", options({ image: "registry.example.com/absent", imagePull: { policy: "never" } }));
    }),
  });
  const steps = flowOf(program).nodes.filter((node) => "program" in node);
  const said: string[] = [];
  const problem = await fetchImages(engine, steps, (image) => said.push(image));
  expect(said).toEqual(["registry.example.com/pulled"]);
  expect(callsOf("pull")).toEqual([["pull", "--quiet", "registry.example.com/pulled"]]);
  expect(problem?.message).toBe(
    'Image "registry.example.com/absent" of step "three" is not to be had: docker says: Error response from daemon: No such image: registry.example.com/absent.',
  );
});

it("says what each engine answered where none does", async () => {
  fs.writeFileSync(path.join(state, "down"), "");
  const none = await findEngine({ ...environment(), PATH: `${root}/bin:/nowhere` });
  expect(none).toMatchObject({
    code: "local/no-container-engine",
    message:
      'No container engine answers: "docker" says: Error response from daemon: Cannot connect to the Docker daemon at unix:///var/run/docker.sock; "podman" is not on this machine.',
  });
});

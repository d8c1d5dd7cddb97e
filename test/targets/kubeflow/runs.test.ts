/** Flows run by the interpreter from the emitted pipeline alone: what the meaning suite has no case for, and what Kubeflow Pipelines would do silently. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { artifact, z } from "../../../schema/index.ts";
import { runPipeline } from "../../kubeflow-interpreter/run-pipeline.ts";
import type { SeenRun, SeenStep } from "../../meaning/run-record.ts";
import { type Body, type Options, pipelineOf } from "../../support/pipeline-of.ts";

const root = mkdtempSync(join(tmpdir(), "kubeflow-runs-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const image = "tool@sha256:0000000000000000000000000000000000000000000000000000000000000001";
async function runs(texts: readonly string[]): Promise<readonly SeenRun[]> {
  const cache = new Map();
  const found: SeenRun[] = [];
  for (const text of texts) {
    const folder = mkdtempSync(join(root, "run-"));
    const facts = { uuid: "00000000-0000-0000-0000-000000000000", scheduledAt: "2026-11-24T03:15:00Z" };
    found.push(await runPipeline({ text, params: {}, folder, facts, secrets: {}, cache }));
  }
  return found;
}

async function ran(options: Partial<Options>, body: Body): Promise<SeenRun> {
  const [found] = await runs([pipelineOf(options, body).text]);
  return found ?? { status: "none", steps: [] };
}

function stepOf({ steps }: SeenRun, path: string): SeenStep | undefined {
  return steps.find((step) => step.path === path);
}

const shell = (script: string, ...words: readonly unknown[]) => ["sh", "-c", script, ...words] as never;

test("a step is tried again until it succeeds, however long an attempt takes beside `max`", async () => {
  const counter = join(root, "counter");
  mkdirSync(counter);
  const found = await ran({}, ({ step }) => {
    const one = step("one", {
      image,
      outputs: { at: z.int() },
      retry: { limit: 3, backoff: { initial: "1s", factor: 1, max: "1s" } },
      command: ({ outputs }) =>
        shell(`sleep 1; n=$(ls ${counter} | wc -l); touch ${counter}/$n; printf "$n" | tr -d " " >"$0"; [ "$n" -ge 2 ]`, outputs.at.path),
    });
    step("two", {
      image,
      outputs: { out: z.string() },
      command: ({ outputs }) => shell('printf "%s" "$1" >"$0"', outputs.out.path, one.outputs.at),
    });
  });
  expect(found.status).toBe("succeeded");
  expect(stepOf(found, "one")?.attempts.map(({ exitCode }) => exitCode)).toEqual([1, 1, 0]);
  expect(stepOf(found, "two")?.outputs).toEqual({ out: "2" });
});

test("an attempt that is out of time is tried again", async () => {
  const found = await ran({}, ({ step }) => {
    step("slow", { image, timeout: "1s", retry: { limit: 1, backoff: { initial: "1s" } }, command: () => ["sleep", "20"] });
  });
  expect(found.status).toBe("failed");
  expect(stepOf(found, "slow")?.attempts.map(({ reason }) => reason)).toEqual(["DeadlineExceeded", "DeadlineExceeded"]);
});

test("a result is taken again only where image, command, inputs, environment and declared key are the same", async () => {
  const cached = (key: string, word: string, value: string): string =>
    pipelineOf({}, ({ step }) => {
      const made = step("made", {
        image,
        outputs: { out: z.string() },
        command: ({ outputs }) => shell(`printf ${value} >"$0"`, outputs.out.path),
      });
      step("one", {
        image,
        inputs: { made: made.outputs.out },
        outputs: { out: z.string() },
        env: { WORD: word },
        cache: { key: [key] },
        command: ({ inputs, outputs }) => shell('printf "%s" "$WORD$1" >"$0"', outputs.out.path, inputs.made),
      });
    }).text;
  const found = await runs([
    cached("a", "b", "c"),
    cached("a", "b", "c"),
    cached("A", "b", "c"),
    cached("a", "B", "c"),
    cached("a", "b", "C"),
  ]);
  expect(found.map((run) => [stepOf(run, "one")?.status, stepOf(run, "one")?.outputs["out"]])).toEqual([
    ["succeeded", "bc"],
    ["cached", "bc"],
    ["succeeded", "bc"],
    ["succeeded", "Bc"],
    ["succeeded", "bC"],
  ]);
  expect(found.map((run) => stepOf(run, "made")?.status)).toEqual(Array.from({ length: 5 }, () => "succeeded"));
});

test("gathered artifacts stand under the positions of their items, also where a loop had none or an attempt failed", async () => {
  const counter = join(root, "attempts");
  mkdirSync(counter);
  const found = await ran({}, ({ step, forEach }) => {
    for (const [name, list] of [
      ["none", "[]"],
      ["three", '["a","b","c"]'],
    ] as const) {
      const made = step(`list-${name}`, {
        image,
        outputs: { list: z.array(z.string()) },
        command: ({ outputs }) => shell(`printf '%s' '${list}' >"$0"`, outputs.list.path),
      });
      const gathered = forEach(`each-${name}`, made.outputs.list, (word) =>
        step(`write-${name}`, {
          image,
          retry: { limit: 1 },
          outputs: { file: artifact("text") },
          command: ({ outputs }) =>
            shell(`printf "%s" "$1" >"$0"; [ -e ${counter}/$1 ] || { touch ${counter}/$1; exit 1; }`, outputs.file.path, word),
        }),
      );
      step(`read-${name}`, {
        image,
        inputs: { files: gathered.outputs.file },
        outputs: { out: z.string() },
        command: ({ inputs, outputs }) =>
          shell(
            'cd "$1" && for f in *; do [ -f "$f" ] && printf "%s=%s " "$f" "$(cat "$f")"; done >"$0"; :',
            outputs.out.path,
            inputs.files.paths,
          ),
      });
    }
  });
  expect(found.status).toBe("succeeded");
  expect(stepOf(found, "each-three[1]/write-three")?.attempts).toHaveLength(2);
  expect(stepOf(found, "read-none")?.outputs).toEqual({ out: "" });
  expect(stepOf(found, "read-three")?.outputs).toEqual({ out: "00000=a 00001=b 00002=c " });
});

/** A step in two loops, in the branch of one item; handlers that write what they were told into a file. */
function deepStep(command: readonly string[], told: string): Body {
  return ({ step, forEach, when, onExit, onFailure }) => {
    const words = step("words", {
      image,
      outputs: { of: z.array(z.string()) },
      command: ({ outputs }) => shell(`printf '["a","b"]' >"$0"`, outputs.of.path),
    });
    forEach("each", words.outputs.of, (word) => {
      forEach("inner", words.outputs.of, () => {
        when(word.eq("b"), () => step("work", { image, command: () => command as never }));
        step("beside", { image, command: () => ["true"] });
      });
    });
    onFailure("alarm", { image, command: ({ status }) => shell('echo "alarm $1" >>"$0"', told, status) });
    onExit("report", { image, command: ({ status }) => shell('echo "report $1" >>"$0"', told, status) });
  };
}

test("handlers run once, in their order, and are told of a failure deep inside", async () => {
  const told = join(root, "told");
  const failed = await ran({}, deepStep(["false"], told));
  expect(failed.status).toBe("failed");
  expect(readFileSync(told, "utf8")).toBe("alarm failed\nreport failed\n");
  expect(stepOf(failed, "each[0]/inner[1]/beside")?.status).toBe("succeeded");

  rmSync(told);
  const succeeded = await ran({}, deepStep(["true"], told));
  expect(succeeded.status).toBe("succeeded");
  expect(readFileSync(told, "utf8")).toBe("report succeeded\n");
});

test("a failing report fails the run", async () => {
  const found = await ran({}, ({ step, onExit }) => {
    step("one", { image, command: () => ["true"] });
    onExit("report", { image, command: () => ["false"] });
  });
  expect(found.status).toBe("failed");
});

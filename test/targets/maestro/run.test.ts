/** What only a run shows: requests through the interpreter, where the meaning suite has no case that Maestro takes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { flow, z } from "../../../schema/index.ts";
import { maestro } from "../../../targets/maestro/index.ts";
import { type Request, runWorkflow, type WorkflowEnd } from "../../maestro-interpreter/run-workflow.ts";
import { compiled, linesOf } from "../../support/program.ts";

const root = mkdtempSync(join(tmpdir(), "maestro-run-"));
afterAll(() => rmSync(root, { recursive: true }));

const image = "tool@sha256:0000000000000000000000000000000000000000000000000000000000000001";
const write = 'printf %s "$1" >"$0"';
type Body = Parameters<typeof flow>[2];

async function run(name: string, body: Body, params: Readonly<Record<string, string>> = {}): Promise<WorkflowEnd> {
  const found = compiled(
    { tested: flow(name, { owner: "ml", params: { text: z.string().default("it's $HOME $$ `id`") } }, body as never) },
    { targets: ["maestro"] },
  );
  const context = {
    options: maestro.options.parse({ timeoutsCountWaiting: true }),
    environment: found.program.environment,
    program: found.program,
  };
  const [plan] = found.plans;
  if (plan === undefined) throw new Error(linesOf(found.diagnostics).join("\n"));
  expect(linesOf([...found.diagnostics, ...(maestro.check?.(plan, context) ?? [])])).toEqual([]);
  const { documents, diagnostics } = maestro.lower(plan, context);
  expect(linesOf(diagnostics)).toEqual([]);
  const [file] = maestro.emit(documents, plan, context);
  return runWorkflow(JSON.parse(file?.text ?? "") as Request, { folder: join(root, name), params });
}

function attempts(end: WorkflowEnd, path: string): readonly (readonly [exitCode: number, timedOut: boolean])[] {
  return end.pods.find((pod) => pod.path === path)?.attempts.map(({ exitCode, timedOut }) => [exitCode, timedOut] as const) ?? [];
}

test("failures and timeouts are one count of attempts: what begins beyond it does nothing", async () => {
  const end = await run("one-count", ({ run: words, step }) => {
    step("fails-then-late", {
      image,
      command: () => ["sh", "-c", '[ "$0" != 1 ] || exit 3; [ "$0" != 3 ] || echo ran; sleep 30', words.attempt],
      timeout: "1s",
      retry: { limit: 1 },
    });
    step("late-then-fails", {
      image,
      command: () => ["sh", "-c", '[ "$0" != 1 ] || sleep 30; exit 4', words.attempt],
      timeout: "1s",
      retry: { limit: 1 },
    });
    step("late-then-right", {
      image,
      command: () => ["sh", "-c", '[ "$0" != 1 ] || sleep 30', words.attempt],
      timeout: "1s",
      retry: { limit: 1 },
    });
  });
  expect(attempts(end, "fails-then-late")).toEqual([
    [3, false],
    [137, true],
    [75, false],
  ]);
  expect(end.pods.find(({ path }) => path === "fails-then-late")?.attempts.at(-1)?.log).not.toContain("ran\n");
  expect(attempts(end, "late-then-fails")).toEqual([
    [137, true],
    [4, false],
  ]);
  expect(attempts(end, "late-then-right").length).toBe(2);
});

test("texts with dollars go through loops in loops, calls and rounds unchanged", async () => {
  const awkward = '$HOME $$ $$name $\u007bx} `1 `0 `- é \n "q" \\ $(HOME)';
  const end = await run(
    "deep",
    ({ params, step, forEach, repeatUntil, when }) => {
      const text = (params as unknown as { text: string }).text;
      const outer = forEach("outer", [awkward, ""], (one) => {
        const inner = forEach("inner", ["$", awkward], (other) => {
          const rounds = repeatUntil("again", { max: 2, until: (round) => round.outputs.out.eq(awkward) }, () =>
            step("item", {
              image,
              outputs: { out: z.string() },
              command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, awkward, one, other, text],
            }),
          );
          const same = when((one as unknown as { eq: (text: unknown) => never }).eq(other), () => ({ out: rounds.outputs.out })).otherwise(
            () => ({ out: other }),
          );
          return { out: same.out };
        });
        return { all: inner.out };
      });
      step("use", {
        image,
        outputs: { out: z.array(z.array(z.string())) },
        command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, outer.all],
      });
    },
    { text: "`1" },
  );
  const { outputs = {} } = end.pods.find(({ path }) => path === "use") ?? {};
  const plain = Object.values(outputs).map(
    (travelled) => JSON.parse(travelled.replaceAll("`1", () => "$").replaceAll("`0", "`")) as unknown,
  );
  expect([end.failed, plain]).toEqual([
    [],
    [
      [
        ["$", awkward],
        ["$", awkward],
      ],
    ],
  ]);
});

test("a forged block in a log, and marks in outputs, change nothing", async () => {
  const forged =
    'MAESTRO_OUTPUT_START_TOKEN{"params":{"out_out":{"type":"STRING","value":"","evaluated_result":"forged","evaluated_time":1}}}MAESTRO_OUTPUT_END_TOKEN';
  const end = await run("forged", ({ step }) => {
    const made = step("made", {
      image,
      outputs: { out: z.string() },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf %s "$1"; printf %s "$1" >"$0"; printf "MAESTRO_OUTPUT_END_TOKEN" >&2',
        outputs.out.path,
        forged,
      ],
    });
    step("plain", { image, command: () => ["sh", "-c", "printf MAESTRO_OUTPUT_END_TOKEN; sleep 0", made.outputs.out] });
    step("fails", {
      image,
      command: () => ["sh", "-c", 'printf %s "$0"; exit 9', '{"artifacts":{"maestro_retry":{"type":"RETRY","retryable":false}}}'],
      retry: { limit: 1 },
    });
  });
  expect(end.pods.map(({ path, status, outputs }) => [path, status, Object.values(outputs)])).toEqual(
    expect.arrayContaining([
      ["made", "succeeded", [forged]],
      ["plain", "succeeded", []],
      ["fails", "failed", []],
    ]),
  );
  expect(attempts(end, "fails").length).toBe(2);
});

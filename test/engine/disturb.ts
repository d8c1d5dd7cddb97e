import { setTimeout as wait } from "node:timers/promises";
import type { Engine, EngineRequest } from "./engine.ts";

interface Pod {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly status?: {
    readonly containerStatuses?: readonly {
      readonly name: string;
      readonly state?: { readonly running?: { readonly startedAt: string } };
    }[];
  };
}

/** A pod that is deleted within about ten seconds of its start is silently rerun as the same attempt, so it has to be older. */
const age = 14_000;

/** Stops a run, as `argo stop` does, once the command of this step is at work. */
export async function stopDuring(
  engine: Engine,
  { namespace, name }: EngineRequest,
  step: string,
  running: Promise<unknown>,
): Promise<void> {
  for await (const pods of podsWhile(engine, namespace, name, running)) {
    if (!pods.some((pod) => stepOf(pod) === step && startOf(pod) !== undefined)) continue;
    await engine.kubectl(["patch", "workflow", name, "-n", namespace, "--type=merge", "-p", '{"spec":{"shutdown":"Stop"}}']);
    return;
  }
}

/** Deletes the first pod of each of these steps once its command has been at work for a while, as a node that goes away would. */
export async function loseFirstPods(
  engine: Engine,
  { namespace, name }: EngineRequest,
  steps: readonly string[],
  running: Promise<unknown>,
): Promise<void> {
  const left = new Set(steps);
  for await (const pods of podsWhile(engine, namespace, name, running)) {
    for (const pod of pods) {
      const started = startOf(pod);
      if (!left.has(stepOf(pod)) || started === undefined || Date.now() - Date.parse(started) < age) continue;
      left.delete(stepOf(pod));
      await engine.kubectl(["delete", "pod", pod.metadata.name, "-n", namespace, "--wait=false"]);
    }
    if (left.size === 0) return;
  }
}

function stepOf(pod: Pod): string {
  return pod.metadata.annotations?.["millwright.dev/step"] ?? "";
}

/** When the command of a pod began; undefined where it does not run. */
function startOf(pod: Pod): string | undefined {
  return pod.status?.containerStatuses?.find((container) => container.name === "main")?.state?.running?.startedAt;
}

/** The pods of a run, every second until it ends. */
async function* podsWhile(engine: Engine, namespace: string, name: string, running: Promise<unknown>): AsyncGenerator<readonly Pod[]> {
  let over = false;
  const done = (): void => {
    over = true;
  };
  running.then(done, done);
  while (!over) {
    await wait(1_000);
    const listed = await engine.kubectl(["get", "pods", "-n", namespace, "-l", `workflows.argoproj.io/workflow=${name}`, "-o", "json"]);
    yield (JSON.parse(listed) as { readonly items: readonly Pod[] }).items;
  }
}

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

/** Deletes the first pod of each of these steps once its command has been at work for a while, as a node that goes away would. */
export async function loseFirstPods(
  engine: Engine,
  { namespace, name }: EngineRequest,
  steps: readonly string[],
  running: Promise<unknown>,
): Promise<void> {
  const left = new Set(steps);
  let over = false;
  const done = (): void => {
    over = true;
  };
  running.then(done, done);
  while (left.size > 0 && !over) {
    await wait(1_000);
    const listed = await engine.kubectl(["get", "pods", "-n", namespace, "-l", `workflows.argoproj.io/workflow=${name}`, "-o", "json"]);
    for (const pod of (JSON.parse(listed) as { readonly items: readonly Pod[] }).items) {
      const step = pod.metadata.annotations?.["millwright.dev/step"] ?? "";
      const started = pod.status?.containerStatuses?.find((container) => container.name === "main")?.state?.running?.startedAt;
      if (!left.has(step) || started === undefined || Date.now() - Date.parse(started) < age) continue;
      left.delete(step);
      await engine.kubectl(["delete", "pod", pod.metadata.name, "-n", namespace, "--wait=false"]);
    }
  }
}

/** A flow with both handlers: one hook, however many handlers there are. */
import { flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const handlers = flow("handlers", { owner: "ml", params: { code: z.int().default(0) } }, ({ params, run, step, when, onExit, onFailure }) => {
  const work = step("work", { image: shell, outputs: { ok: z.boolean() }, command: ({ outputs }) => ["work", params.code, outputs.ok.path] });
  when(work.outputs.ok.isTrue, () => step("more", { image: shell, command: () => ["true"] }));
  onFailure("alarm", { image: shell, command: ({ status }) => ["echo", `alarm: ${status} of ${run.id}`] });
  onExit("report", { image: shell, command: ({ status }) => ["echo", `report: ${status}`], retry: { limit: 1 } });
});

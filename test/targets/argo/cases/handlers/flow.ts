/** `onFailure` before `onExit`, with the word for how the run ended; wrong outputs and missing ones fail their attempt. */
import { artifact, flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const handlers = flow(
  "handlers",
  { owner: "ml", params: { text: z.string().min(1).default("0.5"), seconds: z.int().min(0).max(60).default(0) }, timeout: "5m" },
  ({ params, run, step, onExit, onFailure }) => {
    const wait = step("wait", { image: shell, command: () => ["sleep", `${params.seconds}`] });
    const number = step("number", { image: shell, outputs: { value: z.number().max(1) }, command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.value.path, params.text], after: [wait] });
    const maybe = step("maybe", { image: shell, outputs: { note: z.string().optional(), file: artifact("text") }, command: ({ outputs }) => ["sh", "-c", 'echo made >"$0"', outputs.file.path] });
    step("use", { image: shell, inputs: { value: number.outputs.value, note: maybe.outputs.note.orElse("nothing noted") }, command: ({ inputs }) => ["echo", `${run.id}: ${inputs.value} ${inputs.note}`] });
    onFailure("alarm", { image: shell, command: ({ status }) => ["echo", `alarm: ${status} of ${run.id} with ${params.text}`] });
    onExit("report", { image: shell, command: ({ status }) => ["echo", `report: ${status}`] });
  },
);

export const surroundings = { environment: { namespace: "default" } };

/** Objects as items travel whole, or as their fields. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const loopObjects = flow("loop-objects", { owner: "ml" }, ({ step, forEach, range }) => {
  const write = 'printf %s "$1" >"$0"';
  const plan = step("plan", {
    image: shell,
    outputs: { shards: z.array(z.object({ uri: z.string(), rows: z.int(), tags: z.array(z.string()) })) },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf %s "$1" >"$0"',
      outputs.shards.path,
      '[{"uri":"it is \\"a\\" $x","rows":10,"tags":["x y","z"]},{"uri":"é","rows":0,"tags":[]}]',
    ],
  });
  const all = forEach("each", plan.outputs.shards, (shard) => {
    const fields = step("fields", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf "%s %s %s" "$1" "$2" "$3" >"$0"', outputs.out.path, shard.uri, shard.rows, shard.tags],
    });
    step("whole", {
      image: shell,
      outputs: { out: z.object({ uri: z.string(), rows: z.int(), tags: z.array(z.string()) }) },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, shard],
    });
    return { fields: fields.outputs.out, uri: shard.uri };
  });
  step("gathered", {
    image: shell,
    outputs: { fields: z.array(z.string()), uris: z.array(z.string()) },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf %s "$2" >"$0"; printf %s "$3" >"$1"',
      outputs.fields.path,
      outputs.uris.path,
      all.fields,
      all.uri,
    ],
  });
  const count = forEach("per-index", range(plan.outputs.shards.length), (index) =>
    step("index", { image: shell, outputs: { out: z.int() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, index] }),
  );
  step("last", { image: shell, after: [count], command: () => ["true"] });
});

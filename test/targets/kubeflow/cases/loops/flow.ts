/** Loops: items that are objects and texts, nested loops, empty lists, gathered numbers, texts that look like JSON, and artifacts. */
import { artifact, flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";
const write = 'printf %s "$1" >"$0"';

export const loops = flow("loops", { owner: "ml" }, ({ step, forEach, range }) => {
  const plan = step("plan", {
    image: shell,
    outputs: { shards: z.array(z.object({ uri: z.string(), rows: z.int() })), none: z.array(z.string()), groups: z.array(z.array(z.int())) },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf %s \'[{"uri":"it is \\"a\\"","rows":1},{"uri":"b & <c>","rows":20}]\' >"$0"; printf "[]" >"$1"; printf "[[1,2],[],[3]]" >"$2"',
      outputs.shards.path,
      outputs.none.path,
      outputs.groups.path,
    ],
  });
  const counts = forEach("per-shard", plan.outputs.shards, { parallelism: 3 }, (shard) =>
    step("count", {
      image: shell,
      outputs: { rows: z.number(), name: z.string(), sample: artifact("text") },
      command: ({ outputs }) => ["sh", "-c", 'printf "$3.50" >"$0"; printf "[%s]" "$4" >"$1"; printf "sample of %s" "$4" >"$2"', outputs.rows.path, outputs.name.path, outputs.sample.path, shard.rows, shard.uri],
    }),
  );
  const empty = forEach("per-none", plan.outputs.none, (name) =>
    step("never", { image: shell, outputs: { length: z.int(), file: artifact("text") }, command: ({ outputs }) => ["sh", "-c", write, outputs.length.path, name, outputs.file.path] }),
  );
  const nested = forEach("per-group", plan.outputs.groups, (group) => {
    const inner = forEach("per-number", group, (number) =>
      step("double", { image: shell, outputs: { twice: z.int() }, command: ({ outputs }) => ["sh", "-c", 'printf $(($1 * 2)) >"$0"', outputs.twice.path, number] }),
    );
    return { twice: inner.outputs.twice, size: step("size", { image: shell, inputs: { all: inner.outputs.twice }, outputs: { size: z.int() }, command: ({ inputs, outputs }) => ["sh", "-c", 'printf "${#1}" >"$0"', outputs.size.path, inputs.all] }).outputs.size };
  });
  const squares = forEach("per-index", range(plan.outputs.shards.length), (index) =>
    step("square", { image: shell, outputs: { square: z.int() }, command: ({ outputs }) => ["sh", "-c", 'printf $(($1 * $1)) >"$0"', outputs.square.path, index] }),
  );
  step("report", {
    image: shell,
    inputs: { rows: counts.outputs.rows, names: counts.outputs.name, samples: counts.outputs.sample, none: empty.outputs.length, nothing: empty.outputs.file, nested: nested.twice, sizes: nested.size, squares: squares.outputs.square },
    command: ({ inputs }) => [
      "sh",
      "-c",
      'printf "%s\\n" "$@"; for file in /millwright/inputs/samples/*; do echo "$file: $(cat "$file")"; done; ls -A /millwright/inputs/nothing',
      inputs.rows,
      inputs.names,
      inputs.none,
      inputs.nested,
      inputs.sizes,
      inputs.squares,
      inputs.samples.paths,
      inputs.nothing.paths,
    ],
  });
});

export const surroundings = { environment: { namespace: "default" } };

/** Steps one after the other, with parameters, values, artifacts, and texts that a cluster would replace; two steps whose containers are alike and whose interfaces are not. */
import { artifact, flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const sequence = flow(
  "sequence",
  {
    owner: "ml",
    description: "From a day to a report",
    params: {
      day: z.iso.date().default("2024-01-01").describe("The day to report"),
      rate: z.number().min(0).default(1e-7),
      count: z.int().default(12),
      size: z.enum(["small", "large"]).default("small"),
      loud: z.boolean().default(false),
      words: z.array(z.string()).default(["a$$b", "{{c}}", "012", "yes"]),
      where: z.object({ "a-b": z.string(), n: z.int() }).default({ "a-b": "~", n: 3 }),
      note: z.string().optional(),
    },
  },
  ({ params, run, step }) => {
    const first = step("first", { image: shell, command: () => ["echo", params.day, `--rate=${params.rate}`, params.size, "$(HOME) $$", run.id] });
    const made = step("make", {
      image: shell,
      after: [first],
      outputs: { text: z.string(), rows: z.int(), ratio: z.number(), good: z.boolean(), list: z.array(z.string()), table: artifact("csv"), note: z.string().optional() },
      command: ({ outputs }) => [
        "make",
        params.count,
        params.words,
        params.where.field("a-b"),
        params.words.length,
        params.note.orElse("none"),
        outputs.text.path,
        outputs.rows.path,
        outputs.ratio.path,
        outputs.good.path,
        outputs.list.path,
        outputs.table.path,
        outputs.note.path,
      ],
      env: { PLAIN: "value", DOLLARS: "$$", TEXT: params.note.orElse("it's"), PRICE: "$5" },
    });
    step("use", {
      image: shell,
      inputs: { table: made.outputs.table, rows: made.outputs.rows },
      command: ({ inputs }) => ["use", inputs.table.path, inputs.rows, `${made.outputs.text}|${made.outputs.note.orElse("-")}`],
    });
    step("alike", { image: shell, inputs: { a: made.outputs.rows }, command: () => ["true"] });
    step("alike-too", { image: shell, inputs: { b: made.outputs.text }, command: () => ["true"] });
  },
);

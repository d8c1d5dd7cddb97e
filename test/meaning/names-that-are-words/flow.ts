/** Parameters, outputs and fields whose names are words of expression languages. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const namesThatAreWords = flow(
  "names-that-are-words",
  {
    owner: "ml",
    params: {
      in: z.int().default(1),
      not: z.boolean().default(false),
      or: z.string().default("o"),
      let: z.int().default(2),
      matches: z.string().default("m"),
      nil: z.int().default(3),
      true: z.int().default(4),
      len: z.array(z.int()).default([5]),
      map: z.int().default(6),
      if: z.int().default(7),
    },
  },
  ({ params, step, forEach, when }) => {
    const made = step("made", {
      image: shell,
      outputs: { and: z.int(), contains: z.object({ nil: z.int(), not: z.int() }) },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf 1 >"$0"; printf "{\\"nil\\":1,\\"not\\":2}" >"$1"',
        outputs.and.path,
        outputs.contains.path,
      ],
    });
    when(params.in.eq(made.outputs.and).and(params.not.isTrue.not()).and(params.or.eq("o")).and(params.let.gt(params.in)), () =>
      step("one", { image: shell, command: () => ["true"] }),
    );
    when(params.matches.eq("m").and(params.nil.eq(3)).and(params.true.eq(4)).and(params.map.eq(6)).and(params.if.eq(7)), () =>
      step("two", { image: shell, command: () => ["true"] }),
    );
    when(made.outputs.contains.nil.eq(1).and(made.outputs.contains.not.eq(2)).and(params.len.length.eq(1)), () =>
      step("three", { image: shell, command: () => ["true"] }),
    );
    forEach("each", params.len, (all) =>
      step("item", {
        image: shell,
        outputs: { out: z.string() },
        command: ({ outputs }) => [
          "sh",
          "-c",
          'printf %s "$1" >"$0"',
          outputs.out.path,
          `${all} ${params.or} ${params.matches} ${params.in} ${params.true}`,
        ],
      }),
    );
  },
);

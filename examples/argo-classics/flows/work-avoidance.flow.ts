/**
 * Work that was done today is not done again: each item's result is kept, by the day it was due.
 *
 * Redoes work-avoidance.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const workAvoidance = flow(
  "work-avoidance",
  { owner: "platform-team", params: { day: z.iso.date() } },
  ({ params, step, forEach, range }) => {
    const done = forEach("each-chore", range(3), (chore) =>
      step("work", {
        image: image("busybox"),
        cache: { key: [params.day], maxAge: "1d" },
        outputs: { note: z.string() },
        command: ({ outputs }) => ["sh", "-c", 'sleep 10; echo "chore $1 done" > "$2"', "sh", chore, outputs.note.path],
      }),
    );
    step("list", { image: image("busybox"), command: () => ["echo", done.outputs.note] });
  },
);

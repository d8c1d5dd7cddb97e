/**
 * Counting loops: a number known now, one known at run time, a span, a count down, and padded names.
 *
 * Redoes loops-sequence.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const loopsSequence = flow(
  "loops-sequence",
  { owner: "platform-team", params: { count: z.int().min(0).default(3) } },
  ({ params, step, forEach, range }) => {
    const busybox = image("busybox");
    forEach("fixed", range(5), (n) => step("show-fixed", { image: busybox, command: () => ["echo", n] }));
    forEach("given", range(params.count), (n) =>
      step("show-given", { image: busybox, command: () => ["sh", "-c", 'echo "$((200 + $1))"', "sh", n] }),
    );
    forEach("span", [100, 101, 102, 103, 104, 105], (n) => step("show-span", { image: busybox, command: () => ["echo", n] }));
    forEach("down", [5, 4, 3, 2, 1, 0], (n) => step("show-down", { image: busybox, command: () => ["echo", n] }));
    const users = [0, 1, 2, 3, 4].map((n) => `user-${String(n).padStart(3, "0")}`);
    forEach("padded", users, (user) => step("show-padded", { image: busybox, command: () => ["echo", user] }));
  },
);

/**
 * Steps that run only where a parameter says so: a boolean, and a field of an object.
 *
 * Redoes conditionals.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const conditionals = flow(
  "conditionals",
  {
    owner: "platform-team",
    params: { print: z.boolean().default(true), style: z.object({ loud: z.boolean() }).default({ loud: false }) },
  },
  ({ params, step, when }) => {
    when(params.print.isTrue, () => {
      step("speak", { image: image("busybox"), command: () => ["echo", "hello there"] });
    });
    when(params.style.loud.isTrue, () => {
      step("shout", { image: image("busybox"), command: () => ["echo", "HELLO THERE"] });
    });
  },
);

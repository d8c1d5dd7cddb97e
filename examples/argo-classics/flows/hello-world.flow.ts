/**
 * The smallest flow: one container that runs one command.
 *
 * Redoes hello-world.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const helloWorld = flow("hello-world", { owner: "platform-team" }, ({ step }) => {
  step("greet", { image: image("busybox"), command: () => ["echo", "good morning"] });
});

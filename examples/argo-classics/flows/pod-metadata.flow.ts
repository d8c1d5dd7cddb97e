/**
 * Labels and annotations of a step's pod, and of every run.
 *
 * Redoes pod-metadata.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const podMetadata = flow(
  "pod-metadata",
  { owner: "platform-team", labels: { department: "mill" }, annotations: { "example.com/channel": "#mill" } },
  ({ step }) => {
    step("greet", {
      image: image("busybox"),
      labels: { tier: "demo" },
      annotations: { "example.com/role": "greeter" },
      command: () => ["echo", "labelled"],
    });
  },
);

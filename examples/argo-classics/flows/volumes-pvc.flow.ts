/**
 * A claim that lives as long as the run: one step writes to it, the next reads.
 *
 * Redoes volumes-pvc.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const volumesPvc = flow("volumes-pvc", { owner: "platform-team" }, ({ step }) => {
  const work = { work: { mountAt: "/work", perRun: "1Gi" } } as const;
  const write = step("write", { image: image("alpine"), volumes: work, command: () => ["sh", "-c", "echo draft > /work/draft"] });
  step("read", { image: image("alpine"), after: [write], volumes: work, command: () => ["cat", "/work/draft"] });
});

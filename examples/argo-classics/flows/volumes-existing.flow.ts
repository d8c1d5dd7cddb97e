/**
 * Two steps share a claim that exists already.
 *
 * Redoes volumes-existing.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const volumesExisting = flow("volumes-existing", { owner: "platform-team" }, ({ step }) => {
  const visits = { visits: { mountAt: "/visits", claim: "visits" } } as const;
  const note = step("note", { image: image("alpine"), volumes: visits, command: () => ["sh", "-c", "date >> /visits/log"] });
  step("list", { image: image("alpine"), after: [note], volumes: visits, command: () => ["cat", "/visits/log"] });
});

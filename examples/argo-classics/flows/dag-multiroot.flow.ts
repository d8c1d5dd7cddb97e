/**
 * Two steps that wait for nothing, one that follows the first, and one that follows both.
 *
 * Redoes dag-multiroot.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const dagMultiroot = flow("dag-multiroot", { owner: "platform-team" }, ({ step }) => {
  const busybox = image("busybox");
  const orders = step("orders", { image: busybox, command: () => ["echo", "orders"] });
  const customers = step("customers", { image: busybox, command: () => ["echo", "customers"] });
  step("audit", { image: busybox, after: [orders], command: () => ["echo", "audit"] });
  step("join", { image: busybox, after: [orders, customers], command: () => ["echo", "join"] });
});

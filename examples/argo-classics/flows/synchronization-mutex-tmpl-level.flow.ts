/**
 * Two loops, each of whose steps holds a mutex: within a loop one works at a time, the loops do not wait for each other.
 *
 * Redoes synchronization-mutex-tmpl-level.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const synchronizationMutexTmplLevel = flow(
  "synchronization-mutex-tmpl-level",
  { owner: "platform-team" },
  ({ step, forEach, range }) => {
    const busybox = image("busybox");
    forEach("each-reader", range(5), () => step("read", { image: busybox, mutexes: ["reader"], command: () => ["sleep", 20] }));
    forEach("each-writer", range(5), () => step("write", { image: busybox, mutexes: ["writer"], command: () => ["sleep", 50] }));
  },
);

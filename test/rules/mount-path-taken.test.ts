import { expect, it } from "vitest";
import { mountPathTaken } from "../../compiler/rules/pods/mount-path-taken.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts one path within another", () => {
  expect(
    find(mountPathTaken, oneStep({ volumes: { a: { claim: "rows", mountAt: "/data" }, b: { claim: "model", mountAt: "/data/model" } } })),
  ).toEqual([]);
});

it("reports one place written in two ways", () => {
  expect(
    find(mountPathTaken, oneStep({ volumes: { a: { claim: "rows", mountAt: "/data" }, b: { claim: "model", mountAt: "/data/" } } })),
  ).toEqual([
    {
      is: "error check/mount-path-taken",
      at: "fit 1.volumes.b.mountAt",
      says: 'Step "fit" mounts the volume "b" at "/data/", where the volume "a" is already.',
      help: "Give it another `mountAt`.",
    },
  ]);
});

it("reports the place of the shared memory", () => {
  expect(
    find(mountPathTaken, oneStep({ resources: { sharedMemory: "1Gi" }, volumes: { shm: { empty: "1Gi", mountAt: "/dev/shm" } } })),
  ).toEqual([
    {
      is: "error check/mount-path-taken",
      at: "fit 1.volumes.shm.mountAt",
      says: 'Step "fit" mounts the volume "shm" at "/dev/shm", where the shared memory is already.',
      help: "Give it another `mountAt`.",
    },
  ]);
});

import { expect, it } from "vitest";
import { mountPath } from "../../compiler/rules/pods/mount-path.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts an absolute path, also below /dev", () => {
  expect(
    find(mountPath, oneStep({ volumes: { data: { claim: "rows", mountAt: "/data/..rows" }, shm: { empty: "1Gi", mountAt: "/dev/shm" } } })),
  ).toEqual([]);
});

it("reports a path that is not absolute", () => {
  expect(find(mountPath, oneStep({ volumes: { data: { claim: "rows", mountAt: "data" } } }))).toEqual([
    {
      is: "error check/mount-path",
      at: "fit 1.volumes.data.mountAt",
      says: 'Step "fit" mounts the volume "data" at "data", which is not absolute.',
      help: 'Write a path of your own, such as "/data".',
    },
  ]);
});

it("reports a way out", () => {
  expect(find(mountPath, oneStep({ volumes: { data: { claim: "rows", mountAt: "/data/../etc" } } }))).toEqual([
    {
      is: "error check/mount-path",
      at: "fit 1.volumes.data.mountAt",
      says: 'Step "fit" mounts the volume "data" at "/data/../etc", in which "." and ".." mean another place.',
      help: 'Write a path of your own, such as "/data".',
    },
  ]);
});

it("reports the whole file system", () => {
  expect(find(mountPath, oneStep({ volumes: { data: { claim: "rows", mountAt: "//" } } }))).toEqual([
    {
      is: "error check/mount-path",
      at: "fit 1.volumes.data.mountAt",
      says: 'Step "fit" mounts the volume "data" at "//", which is the whole file system.',
      help: 'Write a path of your own, such as "/data".',
    },
  ]);
});

it("reports a colon", () => {
  expect(find(mountPath, oneStep({ volumes: { data: { claim: "rows", mountAt: "/data:ro" } } }))).toEqual([
    {
      is: "error check/mount-path",
      at: "fit 1.volumes.data.mountAt",
      says: 'Step "fit" mounts the volume "data" at "/data:ro", which holds a ":".',
      help: 'Write a path of your own, such as "/data".',
    },
  ]);
});

it("reports what belongs to the system", () => {
  expect(find(mountPath, oneStep({ volumes: { data: { claim: "rows", mountAt: "/proc/1" } } }))).toEqual([
    {
      is: "error check/mount-path",
      at: "fit 1.volumes.data.mountAt",
      says: 'Step "fit" mounts the volume "data" at "/proc/1", which belongs to the system.',
      help: 'Write a path of your own, such as "/data".',
    },
  ]);
});

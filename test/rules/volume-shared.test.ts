import { expect, it } from "vitest";
import { volumeShared } from "../../compiler/rules/pods/volume-shared.ts";
import { churn, find, pinned } from "../support/find.ts";

function two(first: object, second: object) {
  const volumes = [first, second].map((volume) => ({ work: { mountAt: "/work", ...volume } as never }));
  return {
    churn: churn(({ step }) => {
      step("split", { image: pinned, command: () => ["split"], volumes: volumes[0] ?? {} });
      step("fit", { image: pinned, command: () => ["fit"], volumes: volumes[1] ?? {} });
    }),
  };
}

it("accepts the same volume of the run, at two places", () => {
  expect(find(volumeShared, two({ perRun: "10Gi", mountAt: "/a" }, { perRun: "10Gi", access: "oneNode" }))).toEqual([]);
});

it("accepts two volumes of one name that are each step's own", () => {
  expect(find(volumeShared, two({ empty: "10Gi" }, { empty: "50Gi" }))).toEqual([]);
});

it("reports two sizes", () => {
  expect(find(volumeShared, two({ perRun: "10Gi" }, { perRun: "50Gi" }))).toEqual([
    {
      is: "error check/volume-shared",
      at: "fit 1.volumes.work",
      says: 'Step "fit" has the volume "work" as a volume of the run of 50Gi for one node, but step "split" has it as a volume of the run of 10Gi for one node.',
      help: "Say the same in both steps, best with one constant, or give the volumes two names.",
      related: ["The volume of the run is here. split 1.volumes.work"],
    },
  ]);
});

it("reports another kind, also where it comes first", () => {
  expect(find(volumeShared, two({ claim: "rows" }, { perRun: "50Gi" }))).toEqual([
    {
      is: "error check/volume-shared",
      at: "split 1.volumes.work",
      says: 'Step "split" has the volume "work" as the claim "rows", but step "fit" has it as a volume of the run of 50Gi for one node.',
      help: "Say the same in both steps, best with one constant, or give the volumes two names.",
      related: ["The volume of the run is here. fit 1.volumes.work"],
    },
  ]);
});

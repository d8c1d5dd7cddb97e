import { expect, it } from "vitest";
import { quantityPositive } from "../../compiler/rules/resources/quantity-positive.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts the smallest amounts", () => {
  expect(
    find(
      quantityPositive,
      oneStep({
        resources: { cpu: "1m", memory: "1k", ephemeralStorage: "1k", sharedMemory: "1k" },
        volumes: { work: { empty: "1k", mountAt: "/work" } },
      }),
    ),
  ).toEqual([]);
});

it("reports each amount of nothing", () => {
  expect(
    find(quantityPositive, oneStep({ resources: { cpu: 0, memory: "0Gi" }, volumes: { work: { perRun: "0Gi", mountAt: "/work" } } })),
  ).toEqual([
    {
      is: "error check/quantity-positive",
      at: "fit 1.resources.cpu",
      says: 'Step "fit" asks for cpu "0", where more than nothing is expected.',
      help: "Write how much the step needs, or leave it out.",
    },
    {
      is: "error check/quantity-positive",
      at: "fit 1.resources.memory",
      says: 'Step "fit" asks for memory "0Gi", where more than nothing is expected.',
      help: "Write how much the step needs, or leave it out.",
    },
    {
      is: "error check/quantity-positive",
      at: "fit 1.volumes.work.perRun",
      says: 'Step "fit" asks for a volume "work" of "0Gi", where more than nothing is expected.',
      help: "Write how much the step needs, or leave it out.",
    },
  ]);
});

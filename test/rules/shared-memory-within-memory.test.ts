import { expect, it } from "vitest";
import { sharedMemoryWithinMemory } from "../../compiler/rules/resources/shared-memory-within-memory.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a little less than the memory", () => {
  expect(find(sharedMemoryWithinMemory, oneStep({ resources: { memory: "16Gi", sharedMemory: "16383Mi" } }))).toEqual([]);
});

it("says nothing where the memory is not bounded", () => {
  expect(find(sharedMemoryWithinMemory, oneStep({ resources: { sharedMemory: "16Gi" } }))).toEqual([]);
});

it("reports as much as the memory, in whatever unit", () => {
  expect(find(sharedMemoryWithinMemory, oneStep({ resources: { memory: "16Gi", sharedMemory: "16384Mi" } }))).toEqual([
    {
      is: "error check/shared-memory-within-memory",
      at: "fit 1.resources.sharedMemory",
      says: 'Step "fit" has shared memory 16384Mi, but memory 16Gi in all.',
      help: "Ask for more memory than 16384Mi, or for less shared memory.",
    },
  ]);
});

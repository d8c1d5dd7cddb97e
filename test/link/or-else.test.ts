import { expect, it } from "vitest";
import { z } from "../../schema/index.ts";
import { type Loose, mistakesIn, options } from "../support/mistakes.ts";

const params = { size: z.enum(["small", "large"]).optional(), day: z.iso.date().optional(), count: z.int().min(1).optional() };

function mistakesOf(word: (params: Loose) => unknown): readonly string[] {
  return mistakesIn((build) => build.step("say", options({ command: () => ["say", word(build.params)] })), { params });
}

it("takes a constant that is of the type as default: a member of an enum, a date, a number within bounds", () => {
  expect(mistakesOf(({ size }) => size.orElse("small"))).toEqual([]);
  expect(mistakesOf(({ day }) => day.orElse("2026-11-24"))).toEqual([]);
  expect(mistakesOf(({ count }) => count.orElse(1))).toEqual([]);
});

it("refuses one that is not", () => {
  expect(mistakesOf(({ size }) => size.orElse("medium"))).toEqual([expect.stringMatching(/^link\/or-else-type .*medium/)]);
  expect(mistakesOf(({ day }) => day.orElse("tomorrow"))).toEqual([expect.stringMatching(/^link\/or-else-type .*tomorrow/)]);
  expect(mistakesOf(({ count }) => count.orElse(0))).toEqual([expect.stringMatching(/^link\/or-else-type /)]);
});

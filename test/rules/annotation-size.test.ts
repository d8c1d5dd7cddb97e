import { expect, it } from "vitest";
import { annotationSize } from "../../compiler/rules/names/annotation-size.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts 200 KiB", () => {
  expect(find(annotationSize, oneStep({ annotations: { a: "x".repeat(204_799) } }))).toEqual([]);
});

it("reports one byte more, counted in UTF-8", () => {
  expect(find(annotationSize, oneStep({ annotations: { a: `${"x".repeat(204_798)}é` } }))).toEqual([
    {
      is: "error check/annotation-size",
      at: "fit 1.annotations",
      says: 'Step "fit" has annotations of 204801 bytes, where at most 204800 fit.',
      help: "Put long text into a config map or a file of the image.",
    },
  ]);
});

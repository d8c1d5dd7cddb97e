import { expect, it } from "vitest";
import { cacheNeedsDigest } from "../../compiler/rules/steps/cache-needs-digest.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts an image with a digest", () => {
  expect(find(cacheNeedsDigest, oneStep({ cache: {} }))).toEqual([]);
});

it("says nothing of a step that is not cached", () => {
  expect(find(cacheNeedsDigest, oneStep({ image: "acme/churn:3" }))).toEqual([]);
});

it("reports a tag alone", () => {
  expect(find(cacheNeedsDigest, oneStep({ image: "acme/churn:3", cache: {} }))).toEqual([
    {
      is: "warning check/cache-needs-digest",
      at: "fit 1.image",
      says: 'Step "fit" is cached, but its image "acme/churn:3" has no digest.',
      help: 'Add the digest, as in "acme/churn:3@sha256:…", or remove `cache`.',
    },
  ]);
});

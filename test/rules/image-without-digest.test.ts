import { expect, it } from "vitest";
import { imageWithoutDigest } from "../../compiler/rules/images/image-without-digest.ts";
import { image } from "../../schema/index.ts";
import { find, oneStep, pinned } from "../support/find.ts";

it("accepts a digest", () => {
  expect(find(imageWithoutDigest, oneStep({ image: pinned }))).toEqual([]);
});

it("leaves latest to its own rule", () => {
  expect(find(imageWithoutDigest, oneStep({ image: "acme/churn" }))).toEqual([]);
});

it("reports a tag alone", () => {
  expect(find(imageWithoutDigest, oneStep({ image: "acme/churn:3" }))).toEqual([
    {
      is: "warning check/image-without-digest",
      at: "fit 1.image",
      says: 'Step "fit" has the image "acme/churn:3" without a digest.',
      help: 'Add the digest, as in "acme/churn:3@sha256:…", or write `image("name")` and let CI pin it in images.lock.toml.',
    },
  ]);
});

it("names the command that pins an image of the lock file", () => {
  const images = { images: { churn: { repository: "acme/churn", tag: "3" } } };
  expect(find(imageWithoutDigest, oneStep({ image: image("churn") }), { images }).map(({ help }) => help)).toEqual([
    "Run `millwright images set churn=acme/churn:3@sha256:…`.",
  ]);
});

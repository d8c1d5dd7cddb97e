import { expect, it } from "vitest";
import { imageLatest } from "../../compiler/rules/images/image-latest.ts";
import { image } from "../../schema/index.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a tag of one build", () => {
  expect(find(imageLatest, oneStep({ image: "acme/churn:3" }))).toEqual([]);
});

it("accepts latest with a digest, which decides", () => {
  expect(find(imageLatest, oneStep({ image: `acme/churn:latest@sha256:${"0".repeat(64)}` }))).toEqual([]);
});

it("reports the tag latest", () => {
  expect(find(imageLatest, oneStep({ image: "acme/churn:latest" }))).toEqual([
    {
      is: "warning check/image-latest",
      at: "fit 1.image",
      says: 'Step "fit" has the image "acme/churn:latest" with the tag "latest".',
      help: 'Write the tag of one build, better with its digest, or `image("name")` and let CI pin it in images.lock.toml.',
    },
  ]);
});

it("reports a reference without a tag, be there a port or not", () => {
  expect(find(imageLatest, oneStep({ image: "localhost:5000/churn" }))).toEqual([
    {
      is: "warning check/image-latest",
      at: "fit 1.image",
      says: 'Step "fit" has the image "localhost:5000/churn" without a tag, which means "latest".',
      help: 'Write the tag of one build, better with its digest, or `image("name")` and let CI pin it in images.lock.toml.',
    },
  ]);
});

it("names the command that pins an image of the lock file", () => {
  const images = { images: { churn: { repository: "acme/churn", tag: "latest" } } };
  expect(find(imageLatest, oneStep({ image: image("churn") }), { images }).map(({ help }) => help)).toEqual([
    "Run `millwright images set churn=REPOSITORY:TAG@sha256:DIGEST`.",
  ]);
});

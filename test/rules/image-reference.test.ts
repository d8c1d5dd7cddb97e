import { expect, it } from "vitest";
import { imageReference } from "../../compiler/rules/images/image-reference.ts";
import { churn, find, oneStep } from "../support/find.ts";

function all(images: readonly string[]) {
  const definition = churn((build) => {
    for (const [index, image] of images.entries()) build.step(`fit-${index}`, { image, command: () => ["fit"] });
  });
  return { churn: definition };
}

it("accepts every form of a reference", () => {
  expect(
    find(
      imageReference,
      all([
        "churn",
        "acme/churn:3",
        "localhost:5000/a/b_c/d__e/f-g:v1.0_x",
        "[fd00::1]:5000/churn",
        `ghcr.io/acme/churn:3@sha256:${"0".repeat(64)}`,
      ]),
    ),
  ).toEqual([]);
});

it("reports capital letters", () => {
  expect(find(imageReference, oneStep({ image: "ghcr.io/Acme/churn:3" }))).toEqual([
    {
      is: "error check/image-reference",
      at: "fit 1.image",
      says: 'Step "fit" has the image "ghcr.io/Acme/churn:3", in which "Acme" has capital letters.',
      help: 'Write `registry/repository:tag@sha256:…`, as in "ghcr.io/acme/churn:3.2".',
    },
  ]);
});

it("reports capital letters in the first part, which would be taken for a registry", () => {
  expect(find(imageReference, oneStep({ image: "Acme/churn:3" }))).toEqual([
    {
      is: "error check/image-reference",
      at: "fit 1.image",
      says: 'Step "fit" has the image "Acme/churn:3", in which "Acme" has capital letters.',
      help: 'Write `registry/repository:tag@sha256:…`, as in "ghcr.io/acme/churn:3.2".',
    },
  ]);
});

it("reports an empty part", () => {
  expect(find(imageReference, oneStep({ image: "ghcr.io//churn" }))).toEqual([
    {
      is: "error check/image-reference",
      at: "fit 1.image",
      says: 'Step "fit" has the image "ghcr.io//churn", in which a part between two "/" is empty.',
      help: 'Write `registry/repository:tag@sha256:…`, as in "ghcr.io/acme/churn:3.2".',
    },
  ]);
});

it("reports a tag that is none", () => {
  expect(find(imageReference, oneStep({ image: "churn:3 2" }))).toEqual([
    {
      is: "error check/image-reference",
      at: "fit 1.image",
      says: 'Step "fit" has the image "churn:3 2", in which "3 2" is no tag of at most 128 letters, digits, "_", "." and "-".',
      help: 'Write `registry/repository:tag@sha256:…`, as in "ghcr.io/acme/churn:3.2".',
    },
  ]);
});

it("reports a digest that is none", () => {
  expect(find(imageReference, oneStep({ image: "churn@sha256:12" }))).toEqual([
    {
      is: "error check/image-reference",
      at: "fit 1.image",
      says: 'Step "fit" has the image "churn@sha256:12", in which "sha256:12" is no digest such as "sha256:" and 64 hexadecimal digits.',
      help: 'Write `registry/repository:tag@sha256:…`, as in "ghcr.io/acme/churn:3.2".',
    },
  ]);
});

it("reports no image at all", () => {
  expect(find(imageReference, oneStep({ image: "" }))).toEqual([
    {
      is: "error check/image-reference",
      at: "fit 1.image",
      says: 'Step "fit" has the image "", in which the repository is missing.',
      help: 'Write `registry/repository:tag@sha256:…`, as in "ghcr.io/acme/churn:3.2".',
    },
  ]);
});

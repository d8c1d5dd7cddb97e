import { buildCommand, buildRouteMap } from "@stricli/core";
import type { ImagesListFlags } from "../commands/images-list.ts";
import type { ImagesSetFlags } from "../commands/images-set.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

const set = buildCommand<ImagesSetFlags, string[], Context>({
  loader: async () => (await import("../commands/images-set.ts")).imagesSet,
  parameters: {
    flags: {
      root: flag.root,
      env: { ...flag.text("NAME", "Only for this environment") },
      json: flag.json,
      format: flag.format(["human", "json"], "How the result is written"),
    },
    positional: {
      kind: "array",
      minimum: 1,
      parameter: {
        parse: flag.asGiven,
        placeholder: "NAME=REFERENCE",
        brief: "churn=ghcr.io/acme/churn:3.2@sha256:…, or only the new digest: churn=sha256:…",
      },
    },
  },
  docs: { brief: "Pin images to digests in images.lock.toml; nothing else of the file changes" },
});

const list = buildCommand<ImagesListFlags, [], Context>({
  loader: async () => (await import("../commands/images-list.ts")).imagesList,
  parameters: { flags: { root: flag.root, json: flag.json, format: flag.format(["human", "json"], "How the list is written") } },
  docs: { brief: "List the images of images.lock.toml" },
});

export const images = buildRouteMap({ routes: { set, list }, docs: { brief: "Read and write the image lock" } });

import { expect, test } from "vitest";
import { argoOptions } from "../../../targets/argo/options.ts";

test("the image of helping pods is a small one by its digest, unless the platform names another", () => {
  expect(argoOptions.parse({}).helperImage).toMatch(/^docker\.io\/library\/busybox:[\d.]+@sha256:[0-9a-f]{64}$/);
  for (const helperImage of ["busybox", "registry.acme.io:5000/mirror/busybox:1.36", `registry.acme.io/busybox@sha256:${"0".repeat(64)}`])
    expect(argoOptions.parse({ helperImage }).helperImage).toBe(helperImage);
});

test.each(["", "busy box", "https://registry.acme.io/busybox", "busybox:", "busybox@sha256:0", "{{workflow.parameters.image}}"])(
  "%j is no image for helping pods",
  (helperImage) => {
    expect(argoOptions.safeParse({ helperImage }).error?.issues.map(({ message }) => message)).toEqual([
      'an image such as "registry.acme.io/busybox:1.36"',
    ]);
  },
);

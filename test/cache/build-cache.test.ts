import os from "node:os";
import { expect, test } from "vitest";
import { buildCache } from "../../compiler/cache/build-cache.ts";

test("where Millwright runs from source, whose code no name holds, nothing is kept", () => {
  expect(buildCache({ HOME: os.tmpdir() }, "/platform", "0.1.0")).toBeUndefined();
});

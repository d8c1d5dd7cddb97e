import { test } from "vitest";
import { supports } from "../../../targets/maestro/supports.ts";
import { expectRefusalsIn } from "../../support/refusals-page.ts";

test("the page names every refusal, with its reason and the way out", () => {
  expectRefusalsIn("maestro.md", supports);
});

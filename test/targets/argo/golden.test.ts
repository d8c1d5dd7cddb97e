import { join } from "node:path";
import { argo } from "../../../targets/argo/index.ts";
import { testCases } from "../../support/golden-cases.ts";

testCases(argo, join(import.meta.dirname, "cases"));

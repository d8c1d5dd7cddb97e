import { join } from "node:path";
import { kubeflow } from "../../../targets/kubeflow/index.ts";
import { testCases } from "../../support/golden-cases.ts";

testCases(kubeflow, join(import.meta.dirname, "cases"));

/** The cases of the meaning suite as one platform, compiled as the command compiles it. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Compiled, compile } from "../../compiler/index.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { MeaningCase } from "../meaning/cases.ts";

export interface MeaningPlatform {
  readonly root: string;
  readonly planOf: (flow: string) => PlannedFlow | undefined;
  /** Codes of the errors in a case's file. */
  readonly errorsOf: (one: MeaningCase) => readonly string[];
  readonly remove: () => void;
}

const config = `import { argo, platform } from "millwright";

export default platform({
  definitions: ["flows/*.flow.ts"],
  environments: { meaning: { namespace: "meaning", checkpoints: { claim: "checkpoints" } } },
  targets: [argo()],
});
`;

export async function compileCases(cases: readonly MeaningCase[]): Promise<MeaningPlatform> {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-local-meaning-")));
  fs.writeFileSync(path.join(root, "millwright.config.ts"), config);
  fs.mkdirSync(path.join(root, "flows"));
  for (const { name, file } of cases) fs.copyFileSync(file, path.join(root, "flows", `${name}.flow.ts`));
  const compiled = await compile({ root, targets: [] });
  return {
    root,
    planOf: (flow) => compiled.environments[0]?.plans.find((plan) => plan.flow.name === flow),
    errorsOf: ({ name }) => errorsIn(compiled, `flows/${name}.flow.ts`),
    remove: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

function errorsIn({ diagnostics }: Compiled, file: string): readonly string[] {
  return diagnostics
    .filter(({ severity, at }) => severity === "error" && at !== null && ("calls" in at ? at.calls[0]?.file : at.file) === file)
    .map(({ code }) => code);
}

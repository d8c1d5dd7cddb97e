import { invariant } from "../../compiler/invariant.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import { documentCheck } from "../document-check.ts";
import { stepsOf } from "../steps-of.ts";
import type { Lowered, TargetContext } from "../target.ts";
import { pipelineSchema, platformSchema, recurringRunSchema } from "./document-schema.ts";
import { backendNames } from "./lower/dag.ts";
import { joinsOf } from "./lower/joins.ts";
import type { Lowering } from "./lower/lowering.ts";
import { rootOf } from "./lower/root.ts";
import { recurringRuns } from "./lower/schedules.ts";
import type { KubeflowOptions } from "./options.ts";
import { documentRefusals } from "./rules/index.ts";
import type { KubeflowDocuments, PlatformSpec } from "./schema.ts";
import { serverName } from "./server-name.ts";

/** The two documents of a pipeline and the recurring runs of its schedules; diagnostics are `kubeflow/…`. */
export function lower(plan: PlannedFlow, context: TargetContext<KubeflowOptions>): Lowered<KubeflowDocuments> {
  let ids = 0;
  const lowering: Lowering = {
    plan,
    context,
    components: new Map(),
    executors: new Map(),
    configs: new Map(),
    takeComponentName: backendNames(),
    nextId: () => {
      ids += 1;
      return ids;
    },
    shellImage: shellImage(plan),
  };
  const root = rootOf({ lowering, plan, prefix: "", path: "", values: new Map(), artifacts: new Map(), joins: joinsOf(plan) });
  const documents: KubeflowDocuments = {
    pipeline: {
      ...(lowering.components.size > 0 && { components: Object.fromEntries(lowering.components) }),
      deploymentSpec: { executors: Object.fromEntries(lowering.executors) },
      pipelineInfo: {
        name: serverName(plan, context),
        ...(plan.flow.description !== undefined && { description: plan.flow.description }),
      },
      root,
      schemaVersion: "2.1.0",
      sdkVersion: "millwright",
    },
    platform: platformOf(lowering),
    recurringRuns: recurringRuns(lowering),
  };
  const diagnostics = documentRefusals({ plan, context, documents });
  if (!diagnostics.some(({ severity }) => severity === "error")) mustBeRight(documents);
  return { documents, diagnostics };
}

/** The image of a step that has a shell for certain, because its outputs are checked by one. */
function shellImage(plan: PlannedFlow): string {
  const steps = [...stepsOf(plan)];
  const checked = steps.find(({ node }) => Object.keys(node.outputs).length > 0);
  return (checked ?? steps[0])?.node.image.reference ?? "";
}

function platformOf({ configs, plan: { flow } }: Lowering): PlatformSpec {
  const duration = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Math.max(1, Math.ceil((parseDuration(text) ?? 0) / 1000));
  const timeout = duration(flow.timeout);
  const failed = duration(flow.keepFinished?.failed);
  const succeeded = duration(flow.keepFinished?.succeeded);
  const config = {
    ...(timeout !== undefined && { activeDeadlineSeconds: timeout }),
    ...(failed !== undefined && { resourceTtlOnFailure: failed }),
    ...(succeeded !== undefined && { resourceTtlOnSuccess: succeeded }),
  };
  return {
    platforms: {
      kubernetes: {
        deploymentSpec: { executors: Object.fromEntries(configs) },
        ...(Object.keys(config).length > 0 && { pipelineConfig: config }),
      },
    },
  };
}

const checkPipeline = documentCheck(pipelineSchema);
const checkPlatform = documentCheck(platformSchema);
const checkRecurringRun = documentCheck(recurringRunSchema);

/** What no rule refused is as our schema says, or the mistake is ours. */
function mustBeRight({ pipeline, platform, recurringRuns: runs }: KubeflowDocuments): void {
  const problems = [checkPipeline(pipeline), checkPlatform(platform), ...runs.map(checkRecurringRun)];
  const problem = problems.find((found) => found !== undefined);
  invariant(problem === undefined, `the documents of "${pipeline.pipelineInfo.name}" are as their schema says, but ${problem}`);
}

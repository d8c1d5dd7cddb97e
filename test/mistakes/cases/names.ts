// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are pieces of a definition
import type { Mistake } from "../seed.ts";

/** Names over what Argo takes. */
export const names: readonly Mistake[] = [
  {
    title: "a flow's name of 53 characters, with a schedule",
    edits: [["\"flow-00000\",","«\"fffffffffffffffffffffffffffffffffffffffffffffffffffff\"»,"]],
    code: "argo/name-length",
    says: "Flow \"fffffffffffffffffffffffffffffffffffffffffffffffffffff\" becomes the CronWorkflow \"fffffffffffffffffffffffffffffffffffffffffffffffffffff\" of 53 characters, where at most 52 are possible.",
    help: "Shorten the name of the flow, or the prefix of the environment.",
  },
  {
    title: "a flow's name of 64 characters",
    edits: [["\"flow-00000\",","«\"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\"»,"],["    schedule: { cron: \"0 0 * * *\", timezone: \"UTC\", concurrency: \"forbid\" },\n",""]],
    code: "argo/name-length",
    says: "Flow \"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\" becomes the WorkflowTemplate \"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\" of 64 characters, where at most 63 are possible.",
    help: "Shorten the name of the flow, or the prefix of the environment.",
  },
  {
    title: "a step's name of 129 characters",
    edits: [["step(\"prepare\"","step(«\"ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp\"»"]],
    code: "argo/step-name",
    says: "Step \"ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp\" becomes the template \"ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp\", which is no name that Argo takes.",
    help: "Begin with a letter, and use at most 100 letters, digits and hyphens.",
  },
  {
    title: "a step's name of 201 characters",
    edits: [["step(\"prepare\"","step(«\"ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp\"»"]],
    code: "validate/name",
    says: "The name \"ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp…\" of a step has 201 characters, where at most 200 may be.",
    help: "Write a short word such as \"train-model\".",
  },
  {
    title: "a name that only the environment's prefix makes too long for a schedule",
    edits: [["\"flow-00000\",","«\"fffffffffffffffffffffffffffffffffffffffffffff\"»,"]],
    code: "argo/name-length",
    says: "Flow \"fffffffffffffffffffffffffffffffffffffffffffff\" becomes the CronWorkflow \"staging-fffffffffffffffffffffffffffffffffffffffffffff\" of 53 characters, where at most 52 are possible.",
    help: "Shorten the name of the flow, or the prefix of the environment.",
    namePrefix: "staging-",
  },
  {
    title: "a name that only the environment's prefix makes too long",
    edits: [["\"flow-00000\",","«\"ffffffffffffffffffffffffffffffffffffffffffffffffffffffff\"»,"],["    schedule: { cron: \"0 0 * * *\", timezone: \"UTC\", concurrency: \"forbid\" },\n",""]],
    code: "argo/name-length",
    says: "Flow \"ffffffffffffffffffffffffffffffffffffffffffffffffffffffff\" becomes the WorkflowTemplate \"staging-ffffffffffffffffffffffffffffffffffffffffffffffffffffffff\" of 64 characters, where at most 63 are possible.",
    help: "Shorten the name of the flow, or the prefix of the environment.",
    namePrefix: "staging-",
  },
];

/** What a node of a Workflow says by itself, and of the template that it was made from. */
import { askedOfContainer } from "../kubernetes/container.ts";
import type { Asked } from "../observation.ts";
import { at, type Data, listAt, membersAt, numberAt, textAt } from "../shape.ts";

/** "OOMKilled (exit code 137)", "main: Error (exit code 1)", "Error (exit code 64): failed to …", "failed with exit code 1". */
const ended = /^(?:[a-z0-9-]{1,63}: )?([A-Z][A-Za-z]{2,40}) \(exit code (\d{1,3})\)/;

export interface NodeEnd {
  readonly reason: string | null;
  readonly exitCode: number | null;
  readonly message: string;
  /** What the container wrote at its end, which the executor passes on behind the code. */
  readonly own: string | undefined;
}

/** How a node that failed ended, by its message. */
export function endOfNode(node: Data): NodeEnd {
  const whole = textAt(node, "message") ?? "";
  const [, said, inText] = ended.exec(whole) ?? [];
  const code = numberAt(node, "outputs", "exitCode") ?? inText ?? /exit code (\d{1,3})/.exec(whole)?.[1];
  const own = /\(exit code \d{1,3}\): ([\s\S]{1,4000})/.exec(whole)?.[1];
  return {
    reason: said ?? null,
    exitCode: code === undefined ? null : Number(code),
    message: own === undefined ? whole : whole.slice(0, whole.indexOf(own)),
    own,
  };
}

export function templateOf(workflow: unknown, name: string | undefined): unknown {
  const stored = membersAt(workflow, "status", "storedTemplates").map(([, template]) => template);
  const templates = [
    ...stored,
    ...listAt(workflow, "status", "storedWorkflowTemplateSpec", "templates"),
    ...listAt(workflow, "spec", "templates"),
  ];
  return templates.find((template) => name !== undefined && textAt(template, "name") === name);
}

export function askedOfTemplate(template: unknown): Asked {
  const deadlineSeconds = numberAt(template, "activeDeadlineSeconds");
  const container = at(template, "container") ?? at(template, "script");
  return { ...askedOfContainer(container), ...(deadlineSeconds !== undefined && { deadlineSeconds }) };
}

/** Longer prefixes are cut, so that the hash still fits. */
const longestPrefix = 252 - 10;

/**
 * The name of a node's pod
 *
 * Source: argoproj/argo-workflows v4.0, workflow/util/pod_name.go (GeneratePodName, version 2).
 */
export function podNameOf(workflow: unknown, name: string, node: Data): string | undefined {
  const id = textAt(node, "id");
  const template = textAt(node, "templateName");
  const format = textAt(workflow, "metadata", "annotations", "workflows.argoproj.io/pod-name-format");
  if (id === undefined || id === name || format === "v1") return id;
  const hash = /-(\d{1,10})$/.exec(id)?.[1];
  if (hash === undefined || template === undefined) return undefined;
  const isInline = (textAt(node, "name") ?? "").includes(".inline");
  return `${(isInline ? name : `${name}-${template}`).slice(0, longestPrefix)}-${hash}`;
}

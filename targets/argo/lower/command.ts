/** Commands: the step's own, wrapped where its outputs are to be checked or its folders to be completed. */
import type { PlannedStep } from "../../../compiler/plan.ts";
import { checkedCommand } from "../../../compiler/shell/checked-command.ts";
import type { ShapedFolder } from "../../../compiler/shell/shaped-folders.ts";
import { absent } from "./render.ts";

export const outputsFolder = "/millwright/outputs";
export const inputPath = (name: string): string => `/millwright/inputs/${name}`;
export const outputPath = (name: string): string => `${outputsFolder}/${name}`;

/** The container's command and arguments. Argo's own launcher signals the whole process group, so the wrapper need not pass signals on. */
export function commandOf(
  { node }: PlannedStep,
  words: readonly string[],
  folders: readonly ShapedFolder[],
): { readonly command: readonly string[]; readonly args?: readonly string[] } {
  const outputs = Object.entries(node.outputs).map(([name, type]) => ({ name, type, path: outputPath(name) }));
  const emptied = node.checkpoint ? "/millwright/checkpoint" : undefined;
  if (outputs.length === 0 && folders.length === 0 && emptied === undefined) {
    const [program = "", ...args] = words;
    return { command: [program], ...(args.length > 0 && { args }) };
  }
  const script = checkedCommand({
    outputs,
    signals: "group",
    refuse: [{ text: "{{", said: "two opening braces" }],
    absent,
    folders,
    filesOnly: true,
    ...(emptied !== undefined && { emptied }),
  });
  return { command: ["/bin/sh", "-c", script, node.name], args: words };
}

/** How an attempt ended, from how its command did and from the files that it wrote. */
import fs from "node:fs";
import path from "node:path";
import { checkOutputs } from "../check-outputs.ts";
import type { AttemptDetails, AttemptEnd } from "../scheduler/instance.ts";
import type { AttemptStart } from "../scheduler/machine.ts";
import type { PreparedAttempt } from "./prepare-attempt.ts";
import { readOutput } from "./read-output.ts";

export interface CommandEnd {
  readonly exitCode: number;
  readonly outOfMemory: boolean;
  /** 0 where nobody measured it. */
  readonly peakMemoryBytes: number;
  /** Why it could not be started, after the command's name. */
  readonly notStarted?: string;
  /** What is wrong with its log, after "its log". */
  readonly logProblem?: string;
}

/** The end of an attempt; a success has outputs that fit their types (meaning.md, rules 3 and 4). */
export function attemptEnd({ planned }: AttemptStart, end: CommandEnd, { words, folder, details: known }: PreparedAttempt): AttemptEnd {
  const { node } = planned;
  const { exitCode, peakMemoryBytes } = end;
  const details: AttemptDetails = peakMemoryBytes > 0 ? { ...known, peakMemoryBytes } : known;
  const failed = (reason: string, said: string, code = exitCode): AttemptEnd => {
    discardOutputs(folder);
    const message = end.logProblem === undefined ? said : `${said} Its log ${end.logProblem}.`;
    return { is: "failed", reason, exitCode: code, message, details };
  };
  if (end.notStarted !== undefined) return failed("StartError", `Command "${words[0] ?? ""}" of step "${node.name}" ${end.notStarted}.`);
  if (end.outOfMemory) return failed("OOMKilled", `Step "${node.name}" took more memory than its ${node.resources.memory}.`, 137);
  if (exitCode !== 0) return failed("Error", `Step "${node.name}" ended with exit code ${exitCode}; its log is "${folder.log}".`);
  const checked = checkOutputs(node, (output, type) => {
    const file = folder.path("output", output);
    if (type.type !== "artifact") return readOutput(file);
    return fs.existsSync(file) ? { artifact: folder.relativeOutput(output) } : undefined;
  });
  if ("problem" in checked) return failed("Error", `${checked.problem} Its log is "${folder.log}".`, 65);
  if (node.checkpoint) empty(folder.checkpoint);
  return { is: "succeeded", outputs: checked.outputs, details };
}

/** An attempt that was told to end before its command was there. */
export function toldBeforeStart({ details }: PreparedAttempt): AttemptEnd {
  return { is: "failed", reason: "Error", exitCode: 143, details };
}

/** Outputs of a failed attempt do not exist (meaning.md, rule 4); on a full disk this is what makes room. */
function discardOutputs({ own }: PreparedAttempt["folder"]): void {
  try {
    fs.rmSync(path.join(own, "outputs"), { recursive: true, force: true });
  } catch {
    // Files of another user of a container stay; nobody reads them.
  }
}

function empty(folder: string): void {
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}

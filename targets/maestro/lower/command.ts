/**
 * A step's command, wrapped so that its outputs reach Maestro
 *
 * Maestro takes outputs from the pod's log: the JSON between the last start token and the last end token. It looks for them after every attempt, so every command is wrapped: a log
 * that happens to hold an end token alone fails its step, and a command could forge outputs.
 *
 * Source: maestro abdbdad, Fabric8RuntimeExecutor.getJobOutput, OutputDataManager
 */
import { loggedCommand } from "../../../compiler/shell/logged-command.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { forKubernetes, forMaestro, reference } from "./escaped-literal.ts";

/** Bytes of a step's outputs: Maestro keeps at most 750,000 characters of parameters a step, and a value is there more than once. */
const longestOutputs = 200_000;

/** Where a command writes an output. Only the shell is there to make folders, and it cannot. */
export function outputPath(param: string): string {
  return `/tmp/millwright.${param}`;
}

interface CommandOutput {
  readonly name: string;
  readonly param: string;
  readonly type: ValueType;
}

const libraryMark = "\u0001library\u0001";
const attemptMark = "\u0001attempt\u0001";

/** The script as a text of Maestro, in which `library` and the number of the attempt are references; `most` is the number of attempts, where they have to be counted here. */
export function wrapperScript(
  outputs: readonly CommandOutput[],
  { library, dollar, most }: { readonly library: string; readonly dollar: string; readonly most: number | undefined },
): { readonly text: string; readonly usesDollar: boolean } {
  const script = loggedCommand(libraryMark, {
    outputs: outputs.map(({ name, param, type }) => ({
      name,
      type,
      path: outputPath(param),
      before: `"${param}":{"value":"","type":"STRING","evaluated_result":"`,
      after: '","evaluated_time":1}',
    })),
    marks: ["MAESTRO_OUTPUT_START", "MAESTRO_OUTPUT_END"],
    markPiece: "MAESTRO_OUTPUT",
    block: ['{"params":{', "}}"],
    longest: longestOutputs,
    failed: "{}",
    first: most === undefined ? [] : countedAttempts(most),
  });
  const parts = script.split(/(\u0001[a-z]+\u0001)/);
  const escaped = parts.map((part) => {
    if (part === libraryMark) return { text: reference(library), usesDollar: false };
    return part === attemptMark
      ? { text: reference("step_attempt_id"), usesDollar: false }
      : forMaestro(forKubernetes(part, false), dollar);
  });
  return { text: escaped.map(({ text }) => text).join(""), usesDollar: escaped.some(({ usesDollar }) => usesDollar) };
}

/** Maestro counts failures and timeouts apart; here they are one count (meaning.md, rule 16). The last failure is made final, and what begins beyond it ends at once. */
function countedAttempts(most: number): readonly string[] {
  const final = '{"artifacts":{"maestro_retry":{"type":"RETRY","retryable":false}}}';
  return [
    `[ ${attemptMark} -lt ${most} ] || millwright_failed='${final}'`,
    `[ ${attemptMark} -le ${most} ] || { printf 'millwright: all attempts of step "%s" are used up\\n' "$0" >&2; finish 75; }`,
  ];
}

/**
 * Texts on their way through a cluster
 *
 * A value reaches its container inside the arguments of pods. Kubernetes reads `$$` there as `$` and `$(NAME)` as a variable, Argo replaces `{{…}}`; both without a
 * word. So a mark stands between the two characters of such a pair while a text travels: the command that wrote it puts it there, the one that reads it takes it
 * out. Equal texts stay equal.
 *
 * Source: k8s.io/kubernetes third_party/forked/golang/expansion; kubeflow/pipelines 2.17.0, backend/src/v2/driver/driver.go (initPodSpecPatch)
 */
import type { Json } from "../../../schema/record.ts";
import { plainDecimal } from "../../../schema/values/plain-decimal.ts";

/** WORD JOINER: nothing to see, and no part of any value. */
export const mark = "\u2060";
/** Stands for an optional value that was left out. */
export const absent = "␀";

const pair = /\$(?=[$(])|\{(?=\{)/g;
/** What no argument of a pod may hold as it is. */
const unsafe = /\$[$(]|\{\{|^\s*\{"IfPresent"/;

/** Whether a text would reach a container as another one. */
export function isReplaced(text: string): boolean {
  return unsafe.test(text);
}

/** A text as it travels. */
export function traveling(text: string): string {
  return text.replace(pair, `$&${mark}`);
}

/** A value as it travels: its texts, names of members included. */
export function travelingJson(value: Json): Json {
  if (typeof value === "string") return traveling(value);
  if (Array.isArray(value)) return value.map(travelingJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [traveling(name), travelingJson(member)]));
}

/** The text of a value that is known now (meaning.md, rule 1); nothing is the mark of an optional one that was left out. */
export function textOfJson(value: Json): string {
  if (typeof value === "string") return value;
  if (value === null) return absent;
  return typeof value === "number" ? plainDecimal(value) : JSON.stringify(value);
}

/** A text as a word in a script, in which no pair stands: a shell joins what stands side by side. */
export function wordInScript(text: string): string {
  const pieces = text.replace(pair, "$&\u0000").split("\u0000");
  return pieces.map((piece) => `'${piece.replaceAll("'", "'\\''")}'`).join("");
}

/**
 * What becomes of a text in the arguments of a pod
 *
 * Kubernetes expands `$(NAME)` and reads `$$` as one dollar; Argo replaces `{{…}}`, but leaves what begins with a dollar, which is the backend's own.
 *
 * Source: k8s.io/kubernetes third_party/forked/golang/expansion; argo-workflows v4.0.5, util/template
 */
export function inArguments(text: string, environment: Readonly<Record<string, string>>): string {
  return expanded(text.replace(/\{\{(?!\$)[^}]*\}\}/g, "<replaced by Argo>"), environment);
}

function expanded(text: string, environment: Readonly<Record<string, string>>): string {
  let out = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    const following = text[at + 1];
    if (character !== "$" || following === undefined) {
      out += character;
      continue;
    }
    const end = following === "(" ? text.indexOf(")", at) : -1;
    const name = end < 0 ? undefined : text.slice(at + 2, end);
    if (following === "$") {
      out += "$";
      at += 1;
    } else if (name !== undefined && end >= 0) {
      out += environment[name] ?? `$(${name})`;
      at = end;
    } else {
      out += character + following;
      at += 1;
    }
  }
  return out;
}

/** Data in a text: JSON, JSON lines or YAML with one or more documents. Undefined where the text is something else, such as a log. */

/** A depth that no object of a platform has, and that no walk of ours or of the parser fails at. */
const deepest = 200;

/** The documents of a text, in order. Lists of Kubernetes (`kind: List`) stay whole. */
export async function documentsOf(text: string): Promise<readonly unknown[] | undefined> {
  const trimmed = text.trimStart();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) return jsonOf(trimmed) ?? jsonLinesOf(trimmed);
  return looksLikeYaml(trimmed) ? yamlOf(trimmed) : undefined;
}

function jsonOf(text: string): readonly unknown[] | undefined {
  try {
    return isShallow(text) ? [JSON.parse(text)] : undefined;
  } catch {
    return undefined;
  }
}

/** One object a line; a last line that was cut is passed over. */
function jsonLinesOf(text: string): readonly unknown[] | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const documents: unknown[] = [];
  for (const [index, line] of lines.entries()) {
    try {
      if (!line.startsWith("{") || !isShallow(line)) return undefined;
      documents.push(JSON.parse(line));
    } catch {
      if (index === 0 || index < lines.length - 1) return undefined;
    }
  }
  return documents.length > 1 ? documents : undefined;
}

/** Whether it begins as the objects of a platform do: not every text that happens to be YAML is data. */
function looksLikeYaml(text: string): boolean {
  const head = text.slice(0, 16_384);
  return (
    /^(?:---|- apiVersion:|apiVersion:|kind:|items:|metadata:)/.test(head) &&
    /^(?:- | {2})?(?:kind|items|status|involvedObject):/m.test(head)
  );
}

async function yamlOf(text: string): Promise<readonly unknown[] | undefined> {
  if (!isShallow(text)) return undefined;
  const yaml = await import("yaml");
  try {
    const documents = yaml.parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent" });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
    return documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown).filter((value) => value !== null);
  } catch {
    return undefined;
  }
}

function isShallow(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < text.length; index++) {
    const mark = text[index];
    if (mark === "\\") index++;
    else if (mark === '"') inText = !inText;
    else if (inText) continue;
    else if (mark === "{" || mark === "[") {
      depth++;
      if (depth > deepest) return false;
    } else if (mark === "}" || mark === "]") depth--;
  }
  return true;
}

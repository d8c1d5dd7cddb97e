/** The edit that says a setting for one environment alone: in the overlay over the file that all environments read. */
import { overlayName } from "../../compiler/evaluate/config-file.ts";
import type { Scalar } from "../proposal.ts";
import { spellInData } from "./spell.ts";
import type { TextEdit } from "./text-edit.ts";

/**
 * The edit of the overlay of `file`, a new file where there is none
 *
 * Undefined where the key cannot be added without knowing more of the file. A key that is there already is not this edit's matter: its value is a literal.
 */
export function environmentOverlay(
  file: string,
  environment: string,
  { keys, value }: { readonly keys: readonly string[]; readonly value: Scalar },
  sources: ReadonlyMap<string, string>,
): TextEdit | undefined {
  if (keys.length === 0 || keys.some((key) => !/^[A-Za-z_][\w-]*$/.test(key))) return undefined;
  const overlay = overlayName(file, environment);
  const text = sources.get(overlay);
  const written = spellInData(value, "");
  const insert = (at: number, added: string): TextEdit => ({ file: overlay, start: at, end: at, text: added });
  if (file.endsWith(".toml")) return insertToml(text ?? "", keys, written, insert);
  if (file.endsWith(".json")) return insertJson(text, keys, written, insert);
  return insertYaml(text ?? "", keys, written, insert);
}

type Insert = (at: number, added: string) => TextEdit;

/** Below the header of its table; where there is none, dotted before the first table. */
function insertToml(text: string, keys: readonly string[], written: string, insert: Insert): TextEdit {
  const table = keys.slice(0, -1).join(".");
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const header = table === "" ? null : new RegExp(`^[ \\t]*\\[${table.replaceAll(".", "\\.")}\\][^\\n]*(?:\\n|$)`, "m").exec(text);
  const first = /^[ \t]*\[/m.exec(text);
  const at = header === null ? (first?.index ?? text.length) : header.index + header[0].length;
  const lead = at > 0 && text[at - 1] !== "\n" ? newline : "";
  return insert(at, `${lead}${header === null ? keys.join(".") : (keys.at(-1) ?? "")} = ${written}${newline}`);
}

function insertJson(text: string | undefined, keys: readonly string[], written: string, insert: Insert): TextEdit | undefined {
  const member = keys.toReversed().reduce((inner, key) => `${JSON.stringify(key)}: ${inner === "" ? written : `{ ${inner} }`}`, "");
  if (text === undefined) return insert(0, `{ ${member} }\n`);
  if (text.includes(JSON.stringify(keys[0]))) return undefined;
  const open = /^\ufeff?\s*\{(\s*)(?=("|\}))/.exec(text);
  if (open === null) return undefined;
  const [whole, space = "", next] = open;
  return insert(whole.length - space.length, next === "}" ? ` ${member} ` : `${space}${member},`);
}

function insertYaml(text: string, keys: readonly string[], written: string, insert: Insert): TextEdit | undefined {
  const [top = "", ...rest] = keys;
  if (new RegExp(`^${top}[ \\t]*:`, "m").test(text)) return undefined;
  const lead = text !== "" && !text.endsWith("\n") ? "\n" : "";
  const value = rest.toReversed().reduce((inner, key) => `{ ${key}: ${inner} }`, written);
  return insert(text.length, `${lead}${top}: ${value}\n`);
}

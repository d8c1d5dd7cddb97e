import { message } from "../../diagnostics/message.ts";
import { escapeControl, hiddenCharacters } from "../../text/escape-control.ts";
import { defineRule } from "../rule.ts";
import { proseOf, sayText, type WrittenText, writtenNames } from "./written-texts.ts";

const hidden = new RegExp(hiddenCharacters, "u");
/** Prose may have several lines, and the joiners that some scripts and emoji need. */
const hiddenInProse = new RegExp(`(?![\\n\\t\\u200c\\u200d])${hiddenCharacters}`, "u");

/** What most texts are made of: looked at first, because it is quick. */
const plain = /^[ -~]*$/;

/**
 * Hidden character
 *
 * A name or a text for people holds no character that cannot be seen, or that turns the order of the others around.
 *
 * See https://trojansource.codes (CVE-2021-42574)
 */
export const hiddenCharacter = defineRule({
  code: "check/hidden-character",
  severity: "error",
  law: true,
  message: message`${"where"} holds the hidden character "${"character"}".`,
  why: "Reviewers would approve another text than the one that they see, in the definition as well as in artifacts and logs.",
  help: message`Remove it; it often comes along when text is copied from a web page.`,
  *find({ program }) {
    for (const written of writtenNames(program)) yield* look(written, hidden);
    for (const written of proseOf(program)) yield* look(written, hiddenInProse);
  },
});

function* look(written: WrittenText, pattern: RegExp) {
  if (plain.test(written.text)) return;
  const [character] = pattern.exec(written.text) ?? [];
  if (character === undefined) return;
  const values = { where: escapeControl(sayText(written)), character: escapeControl(character) };
  yield { at: written.at, values, definition: written.definition };
}

import { message } from "../../diagnostics/message.ts";
import { defineRule } from "../rule.ts";
import { proseOf, sayText } from "./written-texts.ts";

const most = 4000;

/**
 * Description length
 *
 * A text for people has at most 4,000 characters.
 */
export const descriptionLength = defineRule({
  code: "check/description-length",
  severity: "warning",
  message: message`${"where"} has ${"length"} characters, where at most ${"most"} are expected.`,
  why: "It travels in each artifact, counts towards the size that engines allow, and most of their pages cut it off.",
  help: message`Say it in two sentences and link to the rest.`,
  *find({ program }) {
    for (const written of proseOf(program)) {
      const { text, at, definition } = written;
      if (text.length > most) yield { at, values: { where: sayText(written), length: text.length, most }, definition };
    }
  },
});

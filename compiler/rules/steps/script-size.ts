import { Buffer } from "node:buffer";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

const most = 100 * 1024;

/**
 * Script size
 *
 * A script has at most 100 KiB.
 *
 * It travels in the artifact and reaches its interpreter as one word, of which Linux takes 128 KiB; what gives it its inputs needs some of that.
 */
export const scriptSize = defineStepRule({
  code: "check/script-size",
  severity: "error",
  law: true,
  message: message`The script of step "${"step"}" has ${"bytes"} bytes, where at most ${"most"} fit.`,
  why: "A script reaches its interpreter as one word of the command, and a longer word starts no program.",
  help: message`Put the program into the image and call it with \`step\`.`,
  *find(step) {
    const { program } = step;
    if (program.kind !== "script") return;
    const bytes = Buffer.byteLength(program.source);
    if (bytes > most) yield { at: ofNode(step, program.file === undefined ? "source" : "file"), values: { step: step.name, bytes, most } };
  },
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { escapeControl, escapeControlInLines } from "../../compiler/text/escape-control.ts";

it("shows what a terminal would obey and what nobody would see", () => {
  expect(escapeControl("a\u001b[31mred\r\n\tb")).toBe("a\\x1b[31mred\\r\\n\\tb");
  expect(escapeControl("admin\u202e\u2066 x\u200b\ufeff\u{e0041}\ud800")).toBe("admin\\u202e\\u2066 x\\u200b\\ufeff\\u{e0041}\\ud800");
  expect(escapeControlInLines("a\n\tb\r\u0007")).toBe("a\n\tb\\r\\x07");
});

it("leaves letters of every script, and emoji, as they are", () => {
  for (const text of ["plain text", "åäö", "日本語", "العربية", "😀❤️", "a\\nb", "{{x}}"]) expect(escapeControl(text)).toBe(text);
});

it("leaves nothing of Unicode's controls, formats, separators and halves of pairs", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(escapeControl(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(escapeControlInLines(text)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
    { numRuns: 10_000 },
  );
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(String.fromCodePoint(code)) && escapeControl(String.fromCodePoint(code)).length < 2)
      expect.fail(code.toString(16));
  }
});

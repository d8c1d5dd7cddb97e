import { expect, it } from "vitest";
import { defineDiagnostic, message } from "../../compiler/diagnostics/diagnostic.ts";
import { locateDiagnostics } from "../../compiler/diagnostics/located-diagnostic.ts";
import { formats, render } from "../../compiler/diagnostics/render.ts";

const wrong = defineDiagnostic({
  code: "check/wrong",
  severity: "error",
  message: message`Step "${"step"}" is wrong.`,
  why: "So it is.",
  help: message`Mend "${"step"}".`,
});
const sources = new Map([["a.ts", 'step("fit", { cpu: 8 });']]);
const found = locateDiagnostics([wrong.at({ calls: [{ file: "a.ts", line: 1, column: 1 }], path: [1, "cpu"] }, { step: "fit" })], sources);
const options = { sources, version: "0.1.0" };

it("gives every format a text that ends with a line feed, and the same one each time", () => {
  for (const format of formats) {
    const text = render(format, found, options);
    expect(text.endsWith("\n"), format).toBe(true);
    expect(render(format, found, options)).toBe(text);
    expect(text, format).toContain("check/wrong");
  }
});

it("wraps for a narrow terminal, and colours only when asked", () => {
  const long = [
    {
      ...(found[0] ?? expect.fail()),
      why: "One pod never spans nodes, so a step that asks for more than one of them has would stay Pending.",
    },
  ];
  expect(render("human", long, { ...options, width: 60 })).toBe(`error check/wrong: Step "fit" is wrong.
  a.ts:1:20
  1 | step("fit", { cpu: 8 });
    |                    ^
  why   One pod never spans nodes, so a step that asks for
        more than one of them has would stay Pending.
  help  Mend "fit".
  more  millwright explain check/wrong

1 error in 1 file
`);
  expect(render("human", found, options)).not.toContain("\u001b");
  expect(render("human", found, { ...options, colour: true })).toContain("\u001b[1m\u001b[31merror check/wrong\u001b[39m\u001b[22m");
});

it("says that there is nothing to say", () => {
  expect(render("human", [], options)).toBe("No findings\n");
  expect(JSON.parse(render("json", [], options))).toEqual({ formatVersion: 1, diagnostics: [], suppressed: [] });
});

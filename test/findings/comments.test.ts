import fc from "fast-check";
import { expect, it } from "vitest";
import { lineComments } from "../../compiler/findings/comments.ts";

function found(text: string): readonly string[] {
  return lineComments("a.ts", text).map(({ line, text: said, alone }) => `${line}${alone ? "" : "+"}${said}`);
}

it("finds comments of one line, alone and after code", () => {
  expect(found("// one\nconst a = 1; // two\n\t//three\r\nb")).toEqual(["1 one", "2+ two", "3three"]);
});

it.each([
  ["a string", "\"// no\" + '// no' // yes"],
  ["a string with an escaped quote", '"\\"// no" // yes'],
  ["a template", "`// no` // yes"],
  ["a template of several lines", "`\n// no\n` // yes"],
  ["a template after a value in it", ["`$", "{a({ b: '}' })} // no $", "{`// no $", "{c}// no`} // no` // yes"].join("")],
  ["a comment of several lines", "/* // no\n// no */ // yes"],
  ["a regular expression", 'x = /[/]\\/\\/ no"/; // yes'],
  ["an address", 'fetch("https://acme.com") // yes'],
])("takes none out of %s", (_, text) => {
  expect(found(text).map((said) => said.replace(/^\d+\+/, ""))).toEqual([" yes"]);
});

it("tells divisions from regular expressions", () => {
  expect(found("a = b / c; // one\nd = (e) / f // two")).toEqual(["1+ one", "2+ two"]);
});

it("goes on after text that does not parse", () => {
  expect(found('const a = "no end\n// one\n)))} // two')).toEqual(["2 one", "3+ two"]);
});

it("never throws, and gives back pieces of the text in order", () => {
  const piece = fc.constantFrom("//", "/*", "*/", "`", "${", "}", '"', "'", "\\", "/", "\n", "\r\n", "a", " ", "(", "{", "[", "]");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      let last = 0;
      for (const { start, end, text: said, line } of lineComments("a.ts", text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(text.slice(start, end)).toBe(`//${said}`);
        expect(text.slice(0, start).split("\n")).toHaveLength(line);
        last = end;
      }
    }),
    { numRuns: 500 },
  );
});

/** Texts reach the command as they are, through Maestro's references and Kubernetes' variables. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { forKubernetes, forMaestro, reference } from "../../../targets/maestro/lower/escaped-literal.ts";
import { travelling } from "../../../targets/maestro/lower/travelling.ts";
import { interpolated, namesIn } from "../../maestro-interpreter/interpolate.ts";
import { blockOf, expanded } from "../../maestro-interpreter/pod.ts";

const awkward = fc
  .array(fc.constantFrom("$", "$", "{", "}", "(", ")", "a", "Z", "_", "1", "-", ".", "`", "é", "\n", " ", "HOME"), { maxLength: 12 })
  .map((parts) => parts.join(""));

interface Piece {
  readonly text: string;
  readonly known: boolean;
}

/** Literals that follow each other are one. */
function merged(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.known === true && piece.known) all[all.length - 1] = { text: last.text + piece.text, known: true };
    else all.push(piece);
  }
  return all;
}

/** A text of literals and values, as the step has it, and as the command sees it. */
function seen(pieces: readonly Piece[]): {
  readonly names: readonly string[];
  readonly text: string;
} {
  const values = new Map<string, string>([["dollar", "$"]]);
  const written = pieces
    .map(({ text, known }, index) => {
      if (known) return forMaestro(forKubernetes(text, index < pieces.length - 1), "dollar").text;
      const name = `value_${index}`;
      // What the expression of such a parameter does.
      values.set(
        name,
        travelling(text)
          .replaceAll("`1", () => "$$")
          .replaceAll("`0", "`"),
      );
      return reference(name);
    })
    .join("");
  return {
    names: namesIn(written).filter((name) => !values.has(name)),
    text: expanded(
      interpolated(written, (name) => values.get(name) ?? "(unknown)"),
      { HOME: "(wrong)", a: "(wrong)", Z: "(wrong)" },
    ),
  };
}

test("literals and values in one word arrive as they were written, and nothing in them is a reference", () =>
  fc.assert(
    fc.property(fc.array(fc.record({ text: awkward, known: fc.boolean() }), { minLength: 1, maxLength: 4 }), (made) => {
      const pieces = merged(made);
      expect(seen(pieces)).toEqual({ names: [], text: pieces.map(({ text }) => text).join("") });
    }),
    { numRuns: 20_000 },
  ));

test("a travelling text holds no dollar, and is no other text's", () =>
  fc.assert(
    fc.property(awkward, awkward, (one, other) => {
      expect(travelling(one)).not.toContain("$");
      expect(travelling(one) === travelling(other)).toBe(one === other);
      expect(interpolated(travelling(one), () => "(wrong)")).toBe(travelling(one));
    }),
  ));

test("an end token without a start token is a block that nobody wrote: so every step writes one", () => {
  expect(blockOf("a long enough log, and then MAESTRO_OUTPUT_END_TOKEN")).toBe("en ");
  expect(blockOf("nothing")).toBe(undefined);
});

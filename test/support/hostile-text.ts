import fc from "fast-check";

/** What readers of YAML, of templates and of terminals are known to stumble over. */
const nasties = [
  ..."y n Y N yes no on off Yes NO True false null Null ~ nan .nan .inf -.inf inf Infinity none e0 E5 e+1 1e3 1e+3 0o7 0777 012 0x1f 0b1 1_000 .5 5. 1.0 -0 +1".split(
    " ",
  ),
  ..."12:30 1:30:00 190:20:30 2024-01-01 2001-12-14t21:59:43.10-05:00 = << ! & * - ? : , [ ] { } # | > @ ` % \" ' \\ / _ --- ... -- $x {{x}} {{=1}}".split(
    " ",
  ),
  ..."__proto__ constructor prototype toString !!python/object &a *a ../x CON a: :a #a a#b a:b".split(" "),
  ..." |\t|\n|\r|\r\n|\n\n|\u0000|\u0007|\u001b[31m|\u007f|\u0085|\u00a0|\u00ad|\u200b|\u200d|\u2028|\u2029|\u202e|\u3000|\ufeff|\ufffe|\uffff|\u{1f600}|\u{e0041}|\u{10ffff}|é|한".split(
    "|",
  ),
  "\n---\n",
  "\n...\n",
  "\n  ",
  " #",
  ": ",
  "- ",
  "? ",
  "",
];

/** Texts of whole Unicode characters: nasties, pieces of them, prose, many lines. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasties) },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...nasties, "a", "b c", "x\n", "  x\n", "\tx\n", "\n"), { maxLength: 8 })
      .map((parts) => parts.join("")),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.toWellFormed()) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 30 }) },
  { weight: 1, arbitrary: fc.nat(1_100).map((length) => "k".repeat(length)) },
);

const numbers = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e-7, 5e-324, 1e21, 1.5e300, 2 ** 53, -(2 ** 63), 0.1),
);

/** JSON data with hostile texts as values and keys. `forbidden` are keys that a reader under test cannot hold. */
export function hostileData(forbidden: readonly string[] = []): fc.Arbitrary<unknown> {
  const keys = hostileText.filter((key) => !forbidden.includes(key));
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, depthSize: "medium" },
      {
        weight: 4,
        arbitrary: fc.oneof({ weight: 5, arbitrary: hostileText }, { weight: 1, arbitrary: numbers }, fc.boolean(), fc.constant(null)),
      },
      { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
      { weight: 3, arbitrary: fc.array(fc.tuple(keys, tie("value")), { maxLength: 5 }).map((members) => Object.fromEntries(members)) },
    ),
  })).value;
}

/** The values of secrets in texts, whole or in pieces, plain or encoded. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { openRedactor } from "../../local/secrets/redactor.ts";

const one = openRedactor([{ name: "hf.token", value: "s3cr3t/va+lue\n" }]);

function streamed(redactor: ReturnType<typeof openRedactor>, pieces: readonly Uint8Array[]): string {
  const stream = redactor.stream();
  const parts = [...pieces.map((piece) => Buffer.from(stream.next(piece))), Buffer.from(stream.rest())];
  return Buffer.concat(parts).toString("utf8");
}

it("finds a value as it is, in JSON, in URLs and in base64 with whatever stands around it", () => {
  expect(one.text("a s3cr3t/va+lue b")).toBe("a [secret hf.token] b");
  expect(one.text(encodeURIComponent("s3cr3t/va+lue"))).toBe("[secret hf.token]");
  for (const around of ["", "u", "us", "user:"]) {
    const encoded = Buffer.from(`${around}s3cr3t/va+lue${around}`).toString("base64");
    const redacted = one.text(encoded);
    expect(redacted).toContain("[secret hf.token]");
    expect(Buffer.from(redacted.replace("[secret hf.token]", ""), "base64").toString("latin1")).not.toContain("cr3t");
  }
  expect(openRedactor([{ name: "a.b", value: 'qu"ote' }]).text(JSON.stringify({ x: 'qu"ote' }))).toBe('{"x":"[secret a.b]"}');
});

it("finds each line of a value that has several", () => {
  const key = openRedactor([{ name: "ssh.key", value: "-----BEGIN KEY-----\nMIIEpAIBAAKC\n-----END KEY-----\n" }]);
  expect(key.text("got MIIEpAIBAAKC\r\n")).toBe("got [secret ssh.key]\r\n");
});

it("leaves values alone that are in every text", () => {
  expect(openRedactor([{ name: "a.b", value: "yes" }]).text("yes")).toBe("yes");
  expect(openRedactor([{ name: "a.b", value: "" }]).text("text")).toBe("text");
});

it("takes the longer of two values that begin alike", () => {
  const two = openRedactor([
    { name: "a.short", value: "pass" },
    { name: "a.long", value: "password" },
  ]);
  expect(two.text("password pass")).toBe("[secret a.long] [secret a.short]");
});

it("redacts texts, numbers and names inside of a value, and gives the very same value where there are none", () => {
  const pin = openRedactor([{ name: "a.pin", value: "123456" }]);
  expect(pin.value({ list: ["x 123456", 123456, true], 123456: null })).toEqual({
    list: ["x [secret a.pin]", "[secret a.pin]", true],
    "[secret a.pin]": null,
  });
  const plain = { list: [1] };
  expect(pin.value(plain)).toBe(plain);
});

it("finds in pieces what it finds in the whole, and gives every other byte through", () => {
  const words = fc.array(fc.constantFrom("abab", "ababc", "caba", "x", "é", "ab", "a"), { maxLength: 30 });
  const cuts = fc.array(fc.nat(5), { maxLength: 60 });
  fc.assert(
    fc.property(words, cuts, (texts, lengths) => {
      const redactor = openRedactor([
        { name: "1.a", value: "ababc" },
        { name: "2.b", value: "caba" },
        { name: "3.c", value: "abab" },
      ]);
      const whole = Buffer.from(texts.join(""));
      const ends = lengths.map((_, index) => lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 0));
      const pieces = [...ends, whole.length].map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
      expect(streamed(redactor, pieces)).toBe(redactor.text(texts.join("")));
    }),
    { numRuns: 2000 },
  );
});

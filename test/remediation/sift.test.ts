import { expect, it } from "vitest";
import { rulebookOf } from "../../remediation/text/rulebook.ts";
import { sieveOf } from "../../remediation/text/sift.ts";

const { automaton, hits } = rulebookOf();

function digestOf(chunks: Iterable<Uint8Array | string>) {
  const sieve = sieveOf(automaton);
  for (const chunk of chunks) sieve.feed(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return sieve.end();
}

it("keeps a short log whole, numbers its lines, and takes what a progress bar overwrote as lines of one number", () => {
  const { lines, count } = digestOf(["one\ntw", "o\r 10%\r 20%\r\n\nthree"]);
  expect(lines).toEqual([
    { number: 1, text: "one" },
    { number: 2, text: "two" },
    { number: 2, text: " 10%" },
    { number: 2, text: " 20%" },
    { number: 4, text: "three" },
  ]);
  expect(count).toBe(4);
});

it("finds one line in the middle of a long log, by its number, whatever the pieces it comes in", () => {
  const filler = "2026-01-01 step done, all is well here\n".repeat(20_000);
  for (const size of [7_777, 65_536]) {
    const whole = Buffer.from(`${filler}before\nRuntimeError: "CUDA  out of\tmemory"\nafter\n${filler}`);
    const digest = digestOf(chunksOf(whole, size));
    expect(hits(digest.lines)).toContainEqual(
      expect.objectContaining({ says: "cuda out of memory", line: expect.objectContaining({ number: 20_002 }) }),
    );
    expect(digest.lines.map(({ text }) => text)).toEqual(expect.arrayContaining(["before", "after"]));
    expect(digest.count).toBe(40_003);
    expect(digest.lines.at(-1)).toEqual({ number: 40_003, text: "2026-01-01 step done, all is well here" });
  }
});

it("survives a line of ten megabytes and bytes that are no text, and still finds what stands in them", () => {
  const noise = Buffer.alloc(5_000_000, 0xff);
  const digest = digestOf(chunksOf(Buffer.concat([noise, Buffer.from(" OOMKilled "), noise, Buffer.from("\nend\n")]), 100_000));
  expect(hits(digest.lines).map(({ rule }) => rule.class)).toContain("mem.container_oom");
  expect(digest.lines.every(({ text }) => text.length <= 4096)).toBe(true);
});

it("keeps little of a log that repeats itself without end", () => {
  const block = Buffer.from("ERROR CUDA out of memory\n".repeat(10_000));
  const digest = digestOf(Array.from({ length: 100 }, () => block));
  expect(digest.lines.length).toBeLessThan(8_000);
  expect(digest.bytes).toBe(block.length * 100);
});

function* chunksOf(whole: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

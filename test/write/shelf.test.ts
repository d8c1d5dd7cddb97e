import { expect, test } from "vitest";
import { below } from "../../compiler/artifact.ts";
import { openShelf } from "../../compiler/shelf.ts";

const file = (text: string) => ({ path: "prod/argo/a.yaml", text, from: ["flow:a"] });

test("a file on the shelf says what it said, packed or not", () => {
  const shelf = openShelf(10);
  const texts = ["1234", "56789", "ä€😀\u0000\n".repeat(1_000), ""];
  const put = texts.map((text) => shelf.put(file(text)));
  expect(put.map(({ text }) => text)).toEqual(texts);
  expect(put.map(({ path, from }) => [path, from])).toEqual(texts.map(() => ["prod/argo/a.yaml", ["flow:a"]]));
});

test("what is put on a full shelf does not hold the text", () => {
  const shelf = openShelf(0);
  const { text } = Object.getOwnPropertyDescriptors(shelf.put(file("x".repeat(10_000))));
  expect(text.value).toBeUndefined();
});

test("a file below a folder is not asked for its text", () => {
  const asked = {
    path: "a.yaml",
    from: [],
    get text(): string {
      throw new Error("asked");
    },
  };
  expect(below("prod/argo", asked).path).toBe("prod/argo/a.yaml");
});

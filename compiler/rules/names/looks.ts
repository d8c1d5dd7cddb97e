import { hiddenCharacters } from "../../text/escape-control.ts";

const hidden = new RegExp(hiddenCharacters, "gu");
const ascii = /^[ -~]*$/;
/** A name without these looks only like itself. */
const unusual = /[^a-z_.-]|rn|vv/;
const likeLatin: Readonly<Record<string, string>> = {
  а: "a",
  ɑ: "a",
  α: "a",
  в: "b",
  с: "c",
  ϲ: "c",
  ԁ: "d",
  е: "e",
  є: "e",
  ε: "e",
  ɡ: "g",
  һ: "h",
  і: "i",
  ι: "i",
  ӏ: "l",
  ј: "j",
  κ: "k",
  к: "k",
  м: "m",
  ո: "n",
  η: "n",
  о: "o",
  ο: "o",
  օ: "o",
  р: "p",
  ρ: "p",
  ԛ: "q",
  г: "r",
  ѕ: "s",
  т: "t",
  τ: "t",
  υ: "u",
  ս: "u",
  ν: "v",
  ѵ: "v",
  ԝ: "w",
  ω: "w",
  х: "x",
  χ: "x",
  у: "y",
  γ: "y",
  ı: "i",
  "0": "o",
  "1": "l",
  "|": "l",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
  "−": "-",
};

/**
 * How a name looks: two names with the same answer can be taken for each other
 *
 * Zero-width characters are left out, forms such as full-width letters are made plain, letters of other alphabets become the Latin ones that they look like, and so
 * do digits. Not all of Unicode's table: what people meet.
 *
 * Source: Unicode Technical Standard 39, skeletons; confusables.txt
 */
export function looks(name: string): string {
  const visible = ascii.test(name) ? name : name.replace(hidden, "").normalize("NFKC");
  const plain = visible.replaceAll("I", "l").toLowerCase();
  if (!unusual.test(plain)) return plain;
  return [...plain]
    .map((character) => likeLatin[character] ?? character)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

/** Gives out names that no other of the same list has: the wanted one, else with "_2", "_3" … behind it. */
export type TakeName = (wanted: string) => string;

export function uniqueNames(...taken: readonly string[]): TakeName {
  const used = new Set(taken);
  return (wanted) => {
    let name = wanted;
    for (let count = 2; used.has(name); count++) name = `${wanted}_${count}`;
    used.add(name);
    return name;
  };
}

/** A name of the definition as an id that SEL can say too: letters, digits and single underscores, none at an end. */
export function identifier(name: string): string {
  const plain = name
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 96)
    .replace(/_+$/, "");
  return /^(?:[0-9]|maestro(?:_|$))/i.test(plain) || plain === "" ? `s_${plain}`.replace(/_$/, "") : plain;
}

/** A sentence with typed holes: `message\`Pool "${"pool"}" has ${"held"} GPUs.\`` asks for values named `pool` and `held`. */
export interface Message<Hole extends string> {
  readonly text: readonly string[];
  readonly holes: readonly Hole[];
}

/** Makes a `Message`; what stands in the holes are the names of the values, not the values. */
export function message<const Holes extends readonly string[]>(text: TemplateStringsArray, ...holes: Holes): Message<Holes[number]> {
  return { text: [...text], holes };
}

export type Values<Hole extends string> = Readonly<Record<Hole, string | number>>;

/** The sentence with its values in place. */
export function say<Hole extends string>({ text, holes }: Message<Hole>, values: Values<Hole>): string {
  return text.reduce((said, part, index) => {
    const hole = holes[index - 1];
    return said + (hole === undefined ? "" : String(values[hole])) + part;
  }, "");
}

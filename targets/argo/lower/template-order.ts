import type { Template } from "../schema.ts";

/** The templates as one reads them: from the entry on, each before what it calls, and what it calls in the order in which it calls it. */
export function inReadingOrder(templates: readonly Template[], entries: readonly string[]): readonly Template[] {
  const byName = new Map(templates.map((template) => [template.name, template]));
  const ordered = new Set<Template>();
  const waiting = [...entries].reverse();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const template = byName.get(name);
    if (template === undefined || ordered.has(template)) continue;
    ordered.add(template);
    waiting.push(...calledBy(template).reverse());
  }
  return [...ordered];
}

function calledBy({ dag, steps }: Template): string[] {
  return [...(dag?.tasks ?? []), ...(steps?.flat() ?? [])].map(({ template }) => template);
}

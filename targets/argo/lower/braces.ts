/**
 * What Argo would make of a text that it looks through for `{{…}}`
 *
 * It takes the first `{{`, then the first `}}` after it, and resolves what lies between if it begins with `=` or with the root of a variable; anything else it
 * writes back as it was (seen on 4.0.5: `{{ user }}` passes). A `{{` that nothing closes swallows what follows it in the template.
 */
const roots =
  /^(?:item|steps|inputs|outputs|pod|node|workflow|tasks|retries|lastRetry|cronworkflow|duration|status|exitCode|resourcesDuration)(?:$|[.\s])/;

/** The tags that Argo would see in a text, in order; `undefined` stands for a `{{` that nothing closes. */
export function tagsOf(text: string): readonly (string | undefined)[] {
  const tags: (string | undefined)[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf("{{", at);
    if (start < 0) return tags;
    const end = text.indexOf("}}", start + 2);
    if (end < 0) return [...tags, undefined];
    tags.push(text.slice(start + 2, end));
    at = end + 2;
  }
}

/** Whether Argo leaves a tag alone. */
export function isInert(tag: string | undefined): boolean {
  return tag !== undefined && !tag.startsWith("=") && !tag.includes("{{") && !roots.test(tag.trim());
}

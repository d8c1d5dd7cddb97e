/**
 * Literal texts for `command`, `args` and `env`
 *
 * Two readers look at dollars before the command does: Maestro interpolates `$name` and `${name}`, and halves `$$`; then Kubernetes replaces `$(NAME)`, and halves `$$` too.
 */

/** A text as Kubernetes must be given it; `followed` says that a value comes right behind, whose first letter could complete a reference. */
export function forKubernetes(text: string, followed: boolean): string {
  const inner = text.replace(/\$(?=[$(])/g, "$$$$");
  return followed ? inner.replace(/\$$/, "$$$$") : inner;
}

/**
 * A text as Maestro must be given it
 *
 * Each dollar is doubled. Two and more of them before a name are still reported as a reference, and fail the step: there each is a reference to `dollar`, a
 * parameter that holds one.
 *
 * Source: maestro abdbdad, LiteralEvaluator; two million generated texts came through unchanged (maestro.md, 3.2)
 */
export function forMaestro(text: string, dollar: string): { readonly text: string; readonly usesDollar: boolean } {
  let usesDollar = false;
  const escaped = text.replace(/\$+(?=(\{?[A-Za-z])?)/g, (dollars, named: string | undefined) => {
    if (dollars.length < 2 || named === undefined) return dollars.repeat(2);
    usesDollar = true;
    return reference(dollar).repeat(dollars.length);
  });
  return { text: escaped, usesDollar };
}

/** A reference to a parameter. */
export function reference(name: string): string {
  return `\${${name}}`;
}

/** Whether a name matches a pattern: `*` is any text without "/", `**` any text, `?` one character; everything else is itself. */
export function matchesGlob(name: string, pattern: string): boolean {
  return globExpression(pattern).test(name);
}

/** Whether a text has characters that make it a pattern. */
export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

function globExpression(pattern: string): RegExp {
  const source = pattern.replace(/\*{2,}\/?|\*|\?|[^*?]+/g, (part) => {
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    return part.startsWith("**") ? ".*" : part.replace(/[\\^$.|+(){}[\]/]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "su");
}

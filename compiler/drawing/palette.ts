/**
 * The colours of a picture, each for a light and for a dark page
 *
 * DOT knows only the light ones. In SVG a style sheet turns each into its dark partner where the reader prefers dark. Every text has at least 4.5 : 1 on what is
 * behind it, in both.
 */
export const palette = {
  paper: ["#ffffff", "#0d1117"],
  ink: ["#1f2328", "#e6edf3"],
  faint: ["#57606a", "#9ea7b3"],
  line: ["#6e7781", "#8b949f"],
  stepFill: ["#ddf4ff", "#0b2545"],
  stepLine: ["#0969da", "#58a6ff"],
  scriptFill: ["#fff8c5", "#332600"],
  scriptLine: ["#9a6700", "#d29922"],
  sparkFill: ["#fff1e5", "#3a1a04"],
  sparkLine: ["#bc4c00", "#f0883e"],
  approvalFill: ["#fbefff", "#2a1650"],
  approvalLine: ["#8250df", "#a371f7"],
  callFill: ["#dafbe1", "#05301a"],
  callLine: ["#1a7f37", "#3fb950"],
  handlerFill: ["#ffebe9", "#3c0a0c"],
  handlerLine: ["#cf222e", "#f85149"],
  groupFill: ["#f6f8fa", "#161b22"],
  groupLine: ["#8c959f", "#6e7681"],
  badgeFill: ["#24292f", "#f0f6fc"],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type Colour = keyof typeof palette;

/** The colour on a light page. */
export function light(colour: Colour): string {
  return palette[colour][0];
}

/** A style sheet that turns every light colour of an SVG into its dark partner where the reader's page is dark. */
export function darkStyle(): string {
  const rules = Object.values(palette).flatMap(([day, night]) => [`[fill="${day}"]{fill:${night}}`, `[stroke="${day}"]{stroke:${night}}`]);
  return `@media (prefers-color-scheme: dark){${rules.join("")}}`;
}

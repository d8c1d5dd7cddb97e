import { expect, test } from "vitest";
import { commentLength, renderReport, summaryLength } from "../../action/render-report.ts";
import { type Finding, hasNews } from "../../action/report.ts";
import { change, file, noDifference, reportWith } from "./report-of.ts";

const finding: Finding = {
  severity: "error",
  code: "check/gpu-request-fits-pool",
  message: 'Step "fit" asks for 16 GPUs, but a node of pool "h100" has 8.',
  why: "One pod never spans nodes.",
  help: null,
  file: "flows/churn.flow.ts",
  line: 31,
  column: 42,
};

test("a report reads from the verdict to the details", () => {
  const report = reportWith({
    errors: 1,
    warnings: 2,
    findings: [finding],
    stale: [{ path: "prod/argo/churn.yaml", action: "update" }],
    difference: { ...noDifference, changes: [change], files: [file] },
  });
  expect(renderReport(report, commentLength)).toBe(`### Millwright: 1 error, 2 warnings, 1 stale file

\`\`\`text
error check/gpu-request-fits-pool: Step "fit" asks for 16 GPUs, but a node of pool "h100" has 8.
  flows/churn.flow.ts:31:42
  why   One pod never spans nodes.
\`\`\`

and 2 more; \`millwright check\` shows all of them

The committed artifacts are not what the definitions say. Run \`millwright build\`, and commit what it writes.

\`\`\`text
prod/argo/churn.yaml differs
\`\`\`

### What changed since main

#### churn \\(flow\\)

- step fit: memory 64Gi → 128Gi, in argo \\(prod\\)

Affects new and resubmitted runs; what runs or is retried goes on as it began.
<details><summary>update <code>deploy/prod/argo/churn.yaml</code> (+1 −1)</summary>

\`\`\`diff
@@ -1 +1 @@
-a
+b
\`\`\`

</details>
`);
});

test("where nothing is to be said, there are no news; an unknown difference is news", () => {
  expect(hasNews(reportWith())).toBe(false);
  expect(hasNews(reportWith({ warnings: 3 }))).toBe(false);
  expect(hasNews(reportWith({ errors: 1 }))).toBe(true);
  const unknown = reportWith({ difference: { known: false, reason: "error git/unknown-reference: …" } });
  expect(hasNews(unknown)).toBe(true);
  expect(renderReport(unknown, commentLength)).toContain("The difference is not known:\n\n```text\nerror git/unknown-reference");
});

test("ten thousand findings, as many stale files and a difference of 5 MB stay within both limits, and are counted", () => {
  const many = <T>(value: T) => Array.from({ length: 10_000 }, () => value);
  const report = reportWith({
    errors: 10_000,
    findings: many({ ...finding, message: "é".repeat(500) }).slice(0, 2_000),
    stale: many({ path: "prod/argo/churn.yaml", action: "update" }),
    difference: {
      ...noDifference,
      changes: many(change).slice(0, 300),
      files: many({ ...file, diff: "+é".repeat(10_000) }).slice(0, 250),
    },
  });
  const comment = renderReport(report, commentLength);
  expect(comment.length).toBeLessThan(65_536 - 500);
  expect(comment).toMatch(/and 9,?\d+ more; `millwright check` shows all of them/);
  expect(comment).toMatch(/and \d+ more\n/);
  expect(comment).toMatch(/… and 2\d\d more files that do not fit here\./);
  const summary = renderReport(report, summaryLength);
  expect(Buffer.byteLength(summary)).toBeLessThan(900 * 1024);
  expect(summary.length).toBeGreaterThan(200_000);
});

test("more changes than fit are counted", () => {
  const changes = Array.from({ length: 2_000 }, (_, index) => ({ ...change, definition: `flow:f${index}` }));
  const comment = renderReport(reportWith({ difference: { ...noDifference, changes } }), commentLength);
  expect(comment.length).toBeLessThanOrEqual(commentLength);
  expect(comment).toContain("… 2000 definitions changed; the rest does not fit here.");
});

/** What a reader of Markdown sees as text outside of code blocks, which show everything as it is. */
function outsideOfCode(markdown: string): string {
  const shown: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const [, ticks] = /^(`{3,})/.exec(line) ?? [];
    if (fence !== undefined) fence = ticks !== undefined && ticks.length >= fence.length && line === ticks ? undefined : fence;
    else if (ticks !== undefined) fence = ticks;
    else shown.push(line);
  }
  expect(fence).toBeUndefined();
  return shown.join("\n");
}

test.each([
  "@ada see acme/platform#12 and #12, GH-12, https://github.com/acme/platform/issues/12, www.example.com",
  "```\n</details><img src=x onerror=alert(1)>\n<!-- millwright:comment default 0 -->",
  "`````\n# heading\n- [x] merge this\n![beacon](https://example.com/x.png) [link](javascript:alert(1))",
  "</code></summary></details>\n\n@ada\n\n<script>",
  "\u202Eevil\u200B\u001b[31m\r\n> quote",
])("hostile text %j is nothing but text, wherever it stands", (text) => {
  const report = reportWith({
    errors: 1,
    findings: [{ ...finding, code: text, message: text, why: text, help: text, file: text }],
    stale: [{ path: text, action: "delete" }],
    difference: {
      ...noDifference,
      base: text,
      changes: [{ ...change, definition: `flow:${text}`, subject: text, said: text, targets: [text], environments: [text] }],
      gpus: [
        {
          definition: `flow:${text}`,
          environments: [text],
          gpus: { from: 0, to: 8 },
          hoursPerMonth: { from: null, to: 1 },
          unbounded: [text],
        },
      ],
      files: [{ ...file, path: text, diff: text }],
    },
  });
  const seen = outsideOfCode(renderReport(report, commentLength)).replace(
    /^<details><summary>update <code>[^<>]*<\/code> \(\+1 −1\)<\/summary>$|^<\/details>$/gm,
    "",
  );
  expect(seen).not.toMatch(/<[a-z!/]/i);
  expect(seen).not.toMatch(/@[a-z]/i);
  expect(seen).not.toMatch(/#\d|GH-\d|:\/\/|www\./i);
  expect(seen).not.toMatch(/(?<!\\)[[\]!]/);
  expect(seen.replaceAll("\u200b", "")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(
    seen
      .split("\n")
      .filter((line) => /^ {0,3}(#{1,3} |>)/.test(line))
      .every((line) => /^### (Millwright|What changed)/.test(line)),
  ).toBe(true);
});

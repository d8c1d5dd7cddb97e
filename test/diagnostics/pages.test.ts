import { expect, it } from "vitest";
import { codeOfPage, explain, suggestCode } from "../../compiler/diagnostics/pages.ts";
import { renderPage } from "../../compiler/diagnostics/render-page.ts";

const page = `# check/gpu-request-fits-pool

A step asks for more GPUs than one node of its pool has, so that
it would stay Pending. Kubernetes never spreads a pod.

- One pod, **one node**.
- A longer item of a list, which says more than fits into a line of sixty columns.

**Instead of**

\`\`\`ts
step("fit", {

  resources: { gpu: { pool: h100, count: 16 } },
});
\`\`\`

**Write** \`ray\` instead.
`;
const pages = new Map([
  ["check/gpu-request-fits-pool", page],
  ["validate/cron", "# validate/cron\r\n\r\nNo full stop\r\n"],
  ["argo/cron", "# argo/cron\n"],
]);

it("explains a code with its page, whose title is the page's first sentence", () => {
  expect(explain("check/gpu-request-fits-pool", pages)).toEqual({
    title: "A step asks for more GPUs than one node of its pool has, so that it would stay Pending.",
    markdown: page,
  });
  expect(explain("validate/cron", pages)?.title).toBe("No full stop");
  expect(explain("argo/cron", pages)?.title).toBe("argo/cron");
  expect(explain("check/unknown", pages)).toBeUndefined();
  expect(explain("__proto__", pages)).toBeUndefined();
});

it("suggests codes that are near, or have the same last part", () => {
  expect(suggestCode("check/gpu-request-fit-pool", pages)).toBe('Did you mean "check/gpu-request-fits-pool"?');
  expect(suggestCode("gpu-request-fits-pool", pages)).toBe('Did you mean "check/gpu-request-fits-pool"?');
  expect(suggestCode("cron", pages)).toBe('Did you mean "argo/cron" or "validate/cron"?');
  expect(suggestCode("nothing/alike-at-all", new Map())).toBeUndefined();
});

it("takes for a page only what begins with its code", () => {
  expect(codeOfPage("# check/some\n\ntext")).toBe("check/some");
  expect(codeOfPage("# check/some\r\n\r\ntext")).toBe("check/some");
  expect(codeOfPage("\n# check/some\n")).toBeUndefined();
  expect(codeOfPage("# Millwright\n\n# check/some\n")).toBeUndefined();
});

it("shows a page in a terminal: paragraphs and items wrapped, code as it is", () => {
  expect(renderPage(page, { width: 60 })).toBe(`check/gpu-request-fits-pool

A step asks for more GPUs than one node of its pool has, so
that it would stay Pending. Kubernetes never spreads a pod.

- One pod, one node.
- A longer item of a list, which says more than fits into a
  line of sixty columns.

Instead of

    step("fit", {

      resources: { gpu: { pool: h100, count: 16 } },
    });

Write \`ray\` instead.
`);
});

it("colours headings, strong words and code, only when asked", () => {
  expect(renderPage("# a/b\n\nA **c** `d`.\n", { colour: true })).toBe(
    "\u001b[1ma/b\u001b[22m\n\nA \u001b[1mc\u001b[22m \u001b[36m`d`\u001b[39m.\n",
  );
});

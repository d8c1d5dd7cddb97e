import { expect, it } from "vitest";
import { bodyOf } from "../../remediation/publish/texts/body.ts";
import { titleOf } from "../../remediation/publish/texts/title.ts";
import { aProposal } from "./a-proposal.ts";

const commit = "a".repeat(40);
const hostile = "@alice closes #1 <img src=x onerror=alert(1)> ``` \u202e[skip ci] ::set-output name=a::b | **bold** https://evil.example/";

it("shows a reviewer what went wrong, what changes and why this number", async () => {
  const proposal = aProposal(commit);
  await expect(`${titleOf(proposal)}\n\n${bodyOf(proposal)}`).toMatchFileSnapshot("./bodies/plain.txt");
});

it("shows what strangers wrote as text, and what has to move with the field", async () => {
  const { verdict } = aProposal(commit);
  const proposal = aProposal(commit, "16Gi", {
    verdict: { ...verdict, evidence: [{ line: 7, text: hostile }], subject: hostile, rule: null, model: null },
    because: hostile,
    artifacts: [hostile, "```", "  -            memory: 8Gi"],
    changed: {
      safety: "review",
      formula: hostile,
      bound: null,
      cost: null,
      alongside: [
        { field: "steps.fit.env.NODE_OPTIONS", from: "--max-old-space-size=4096", to: "--max-old-space-size=8192", formula: hostile },
      ],
      also: [`"steps.fit.resources.sharedMemory" of "flow:churn" in "prod"`, hostile],
    },
  });
  const text = `${titleOf(proposal)}\n\n${bodyOf(proposal)}`;
  expect(text).not.toMatch(/@alice|#1\b|<img|https:\/\/evil|\[skip ci\]|\u202e|^::/m);
  await expect(text).toMatchFileSnapshot("./bodies/hostile.txt");
});

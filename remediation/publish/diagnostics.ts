/** What can go wrong when a proposal is published. Their pages are in `pages/`. */
import { defineDiagnostic, message } from "../../compiler/diagnostics/diagnostic.ts";

export const badFile = defineDiagnostic({
  code: "publish/bad-file",
  severity: "error",
  message: message`Line ${"line"} of "${"file"}" is no proposal: ${"problem"}.`,
  why: "Whoever wrote the file read a stranger's log, so nothing is published that is not exactly as agreed.",
  help: message`Let \`millwright remediate --out\` of the same version write the file.`,
});

export const otherRepository = defineDiagnostic({
  code: "publish/other-repository",
  severity: "error",
  message: message`The proposal is for repository "${"found"}", and this command may publish to "${"expected"}" alone.`,
  why: "A proposal does not choose where a token is used.",
});

export const noToken = defineDiagnostic({
  code: "publish/no-token",
  severity: "error",
  message: message`There is no token for "${"repository"}" in the environment.`,
  why: "Command lines can be seen by others, so tokens come from the environment alone.",
  help: message`Set GITHUB_TOKEN, or MILLWRIGHT_APP_ID and MILLWRIGHT_APP_PRIVATE_KEY of a GitHub App.`,
});

export const badToken = defineDiagnostic({
  code: "publish/bad-token",
  severity: "error",
  message: message`Variable "${"variable"}" is ${"found"}, expected ${"expected"}.`,
});

export const revokedToken = defineDiagnostic({
  code: "publish/revoked-token",
  severity: "error",
  message: message`${"forge"} does not know the token any more: "${"reason"}".`,
  why: "It ran out, was revoked, or is of another server.",
  help: message`Make a new one and run the command again: it goes on from what is there.`,
});

export const missingPermission = defineDiagnostic({
  code: "publish/missing-permission",
  severity: "error",
  message: message`The token may not ${"request"} in "${"repository"}": "${"reason"}".`,
  help: message`It needs to write contents, pull requests and issues of this repository.`,
});

export const noRepository = defineDiagnostic({
  code: "publish/no-repository",
  severity: "error",
  message: message`The token sees no repository "${"repository"}".`,
  why: "A repository that a token may not see looks to it as if it were not there.",
  help: message`See that the name is right, and that the token or the App was given this repository.`,
});

export const archived = defineDiagnostic({
  code: "publish/archived",
  severity: "error",
  message: message`Repository "${"repository"}" is archived, so nothing in it can change.`,
});

export const noBase = defineDiagnostic({
  code: "publish/no-base",
  severity: "error",
  message: message`Branch "${"branch"}" of "${"repository"}" ${"problem"}.`,
  why: "A pull request shows what was compiled only if it begins where that was read.",
  help: message`Push the commit to "${"branch"}" first, or check that branch out and propose again.`,
});

export const baseMoved = defineDiagnostic({
  code: "publish/base-moved",
  severity: "error",
  message: message`"${"file"}" is not any more what the proposal was made from: branch "${"branch"}" has ${"found"}, expected ${"expected"}.`,
  why: "The change was proved for the text as it was.",
  help: message`Propose again: \`git pull\`, then \`millwright remediate\` as before. Nothing was made.`,
});

export const notWritable = defineDiagnostic({
  code: "publish/not-writable",
  severity: "error",
  message: message`"${"file"}" is ${"found"} in branch "${"branch"}", expected a file.`,
  why: "A change of a definition never turns a link, a folder or another repository into a file.",
});

export const conflict = defineDiagnostic({
  code: "publish/conflict",
  severity: "error",
  message: message`"${"what"}" was changed by somebody else at the same time, ${"times"} times.`,
  help: message`Nothing of theirs was overwritten. Run the command again: it goes on from what is there.`,
});

export const rateLimited = defineDiagnostic({
  code: "publish/rate-limited",
  severity: "error",
  message: message`${"forge"} takes no more requests for now: ${"reason"}`,
  help: message`Run the command again: it goes on from what is there.`,
});

export const unreachable = defineDiagnostic({
  code: "publish/unreachable",
  severity: "error",
  message: message`${"forge"} did not do "${"request"}": ${"reason"}`,
  help: message`Run the command again: it goes on from what is there.`,
});

export const refused = defineDiagnostic({
  code: "publish/refused",
  severity: "error",
  message: message`${"forge"} answered "${"request"}" with ${"status"}: "${"reason"}".`,
  why: "A rule of the repository may forbid it: a protected name, a check of pushes, a limit of size.",
  help: message`Run the command again: it goes on from what is there.`,
});

export const unexpectedAnswer = defineDiagnostic({
  code: "publish/unexpected-answer",
  severity: "error",
  message: message`The answer of ${"forge"} to "${"request"}" is not as its interface has it: "${"place"}" ${"problem"}.`,
  why: "What is not understood is not changed.",
  help: message`See that the address is that of the forge's interface, such as "https://api.github.com".`,
});

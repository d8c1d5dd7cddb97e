import { brokenAreas } from "./broken/index.ts";
import { type BrokenCase, hasDefinition, hasManifest } from "./broken-case.ts";

/** The text of `docs/conformance.md`. `oursSeen`: our own diagnostics were run, so their codes may stand in the table. */
export function page(oursSeen: boolean): string {
  const cases = Object.values(brokenAreas).flat();
  const manifests = cases.filter(hasManifest);
  const letThrough = manifests.filter((each) => each.lint === null && each.crd === null);
  const missed = letThrough.filter(hasDefinition);
  const areas = Object.entries(brokenAreas).flatMap(([area, members]) => ["", `## ${area}`, "", ...table(members, oursSeen)]);
  return `${[
    "# Checked by upstream code",
    "",
    "<!-- Written by `node test/conformance/run.ts --write`. Edit the tables in test/conformance/broken/ instead. -->",
    "",
    "`npm run conformance` puts every manifest that the examples and goldens hold before the code that Argo's users run: Argo's",
    "linter (v4.0.5), the full CRDs as an API server applies them (structure, unknown fields, CEL rules; apiextensions v0.36.5), and",
    "the strict decoder of Kubernetes' built-in kinds and of pod patches. Nothing may fail. Kinds without a schema there, such as a",
    "kustomization, are skipped, and it says so. Where the CRDs of Argo 4.1 lie beside the repository,",
    "everything has to pass with those too.",
    "",
    "A check that never fails shows nothing. So the suite also seeds mistakes, in both ways: into a sound manifest, where the verdict",
    "of upstream code is recorded, and into a sound definition, which our own diagnostics must refuse on the line of the mistake,",
    "before anything is written.",
    "",
    `Of ${manifests.length} broken manifests upstream code lets ${letThrough.length} through;`,
    `${missed.length} of those can be written as a definition of ours.`,
    ...(oursSeen
      ? []
      : ["", "Our own diagnostics were not run when this page was written: where the last column says so, the code is not known yet."]),
    "",
    "*passes*: upstream code has no objection. A quotation is a part of what it says.",
    ...areas,
  ].join("\n")}\n`;
}

function table(members: readonly BrokenCase[], oursSeen: boolean): readonly string[] {
  const rows = members.map((each) => {
    const [lint, crd] = hasManifest(each) ? [verdict(each.lint), verdict(each.crd)] : [`no manifest: ${cell(each.noManifest)}`, "–"];
    return `| ${cell(each.broken)} | ${lint} | ${crd} | ${ours(each, oursSeen)} |`;
  });
  return ["| what is broken | Argo's linter | Argo's CRD | ours |", "|---|---|---|---|", ...rows];
}

function verdict(fragment: string | null): string {
  return fragment === null ? "passes" : `"${cell(fragment)}"`;
}

function ours(broken: BrokenCase, seen: boolean): string {
  if (!hasDefinition(broken)) return `cannot be written: ${cell(broken.noDefinition)}`;
  return seen ? `\`${broken.code}\`` : "not run yet";
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

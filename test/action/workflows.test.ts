/** What must hold of every workflow and action that we hand out. Sources: docs.github.com "Secure use reference"; the incidents that its advice comes from. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";

const root = path.resolve(import.meta.dirname, "../..");

type Node = Readonly<Record<string, unknown>>;

const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.yml", "*.yaml"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => /(^|\/)action\.ya?ml$|(^|\/)(\.|dot-)github\/|^docs\/ci\//.test(file) && fs.existsSync(path.join(root, file)));

const textOf = (file: string): string => fs.readFileSync(path.join(root, file), "utf8");
const workflows = files.filter((file) => !/(^|\/)action\.ya?ml$/.test(file));

/** Every mapping in a document, at any depth. */
function mappings(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(mappings);
  if (typeof value !== "object" || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(mappings)];
}

function steps(file: string): readonly Node[] {
  return mappings(parse(textOf(file))).filter((node) => "uses" in node || "run" in node);
}

test("there are the Action, its comment, three examples and the one of init", () => {
  expect(files.toSorted()).toEqual([
    "action.yml",
    "action/comment/action.yml",
    "cli/templates/churn/dot-github/workflows/millwright.yml",
    "docs/ci/check.yml",
    "docs/ci/comment.yml",
    "docs/ci/private-repository.yml",
  ]);
});

test.each(files)("%s puts no expression into a script: values go through the environment", (file) => {
  for (const { run, uses, with: given } of steps(file)) {
    expect(String(run ?? "")).not.toContain("${{");
    if (String(uses).startsWith("actions/github-script")) expect(String((given as Node)["script"])).not.toContain("${{");
  }
});

test.each(files)("%s takes every action by the hash of a commit, and names its release", (file) => {
  const lines = textOf(file)
    .split("\n")
    .filter((line) => /^\s*(- )?uses:/.test(line));
  for (const line of lines) expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  expect(lines).toHaveLength(steps(file).filter(({ uses }) => uses !== undefined).length);
});

test.each(workflows)("%s says what its token may, and gives no more than its job needs", (file) => {
  const document = parse(textOf(file)) as Node;
  expect(Object.values((document["permissions"] ?? { none: "write" }) as Node).every((level) => level === "read")).toBe(true);
  const granted = mappings(document["jobs"]).flatMap(({ permissions }) => Object.entries((permissions ?? {}) as Node));
  const allowed = new Set(["actions read", "contents read", "pull-requests write", "security-events write"]);
  expect(granted.map(([name, level]) => `${name} ${String(level)}`).filter((grant) => !allowed.has(grant))).toEqual([]);
  expect(textOf(file)).not.toMatch(/\bsecrets\b/);
});

test.each(workflows)("%s leaves no token in the clone, runs no install script, and trusts no name of an actor", (file) => {
  for (const { uses, with: given } of steps(file))
    if (String(uses).startsWith("actions/checkout@")) expect(given).toMatchObject({ "persist-credentials": false });
  for (const { run } of steps(file)) {
    expect(String(run ?? "")).not.toMatch(/\bnpm (ci|i|install)\b(?!.*--ignore-scripts)/);
    expect(String(run ?? "")).not.toMatch(/\bnpx (?!--no-install )/);
  }
  expect(textOf(file)).not.toMatch(/github\.(actor|triggering_actor)|pull_request_target/);
});

test("the workflow that may write checks out nothing, runs nothing, and is started by the other one", () => {
  const document = parse(textOf("docs/ci/comment.yml")) as Node;
  expect(Object.keys(document["on"] as Node)).toEqual(["workflow_run"]);
  expect((document["on"] as Record<string, Node>)["workflow_run"]?.["workflows"]).toEqual([
    (parse(textOf("docs/ci/check.yml")) as Node)["name"],
  ]);
  expect(steps("docs/ci/comment.yml").map(({ uses, run }) => run ?? String(uses).split("@")[0])).toEqual([
    "actions/download-artifact",
    "acme/millwright/action/comment",
  ]);
});

test("the workflow that runs a stranger's definitions has no token to lose", () => {
  const document = parse(textOf("docs/ci/check.yml")) as Node;
  expect(document["permissions"]).toEqual({ contents: "read" });
  const [own] = steps("docs/ci/check.yml").filter(({ uses }) => String(uses).startsWith("acme/millwright"));
  expect(own?.["with"]).toMatchObject({ comment: "never", "github-token": "" });
});

test("the checks run in the merge queue as well", () => {
  for (const file of workflows.filter((name) => name !== "docs/ci/comment.yml"))
    expect(Object.keys((parse(textOf(file)) as Record<string, Node>)["on"] ?? {})).toEqual(
      expect.arrayContaining(["pull_request", "merge_group"]),
    );
});

test.each(["action.yml", "action/comment/action.yml"])(
  "%s starts a script that is there, with inputs and outputs that are described",
  (file) => {
    const {
      runs,
      inputs,
      outputs = {},
    } = parse(textOf(file)) as { readonly runs: Node; readonly inputs: Record<string, Node>; readonly outputs?: Record<string, Node> };
    expect(runs["using"]).toBe("node24");
    expect(fs.existsSync(path.join(root, path.dirname(file), String(runs["main"])))).toBe(true);
    for (const [name, { description }] of Object.entries({ ...inputs, ...outputs }))
      expect([name, String(description)]).toEqual([name, expect.stringMatching(/^[A-Z].*[^.]$/s)]);
  },
);

test("every input that the scripts read is declared, and every output that they write", () => {
  const sources = fs
    .readdirSync(path.join(root, "action"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => fs.readFileSync(path.join(root, "action", name), "utf8"))
    .join("\n");
  const read = new Set([...sources.matchAll(/\b(?:input|choice)\(environment, "([a-z-]+)"/g)].map(([, name = ""]) => name));
  const written = new Set([...sources.matchAll(/\bwriteOutput\(file, "([a-z-]+)"/g)].map(([, name = ""]) => name));
  const main = parse(textOf("action.yml")) as { readonly inputs: Node; readonly outputs: Node };
  const comment = parse(textOf("action/comment/action.yml")) as { readonly inputs: Node };
  expect([...read].sort()).toEqual([...new Set([...Object.keys(main.inputs), ...Object.keys(comment.inputs)])].sort());
  expect([...written].sort()).toEqual(Object.keys(main.outputs).sort());
});

/** A project whose millwright says what a test wants it to say, in the documents of the contract. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { checkPlatform } from "../../action/check/check-platform.ts";
import { change, file } from "./report-of.ts";

export const [head, base] = ["a".repeat(40), "b".repeat(40)];

export interface Answer {
  readonly code?: number;
  readonly out?: string;
  readonly err?: string;
}

export const finding = {
  code: "check/x",
  severity: "error",
  message: 'Step "fit" is wrong.',
  why: null,
  help: null,
  file: "flows/churn.flow.ts",
  line: 3,
  column: 7,
  endLine: 3,
  endColumn: 9,
  related: [],
  fixes: [],
} as const;

export function json(document: object, code = 0): Answer {
  return { code, out: JSON.stringify({ formatVersion: 1, ...document }) };
}

export const nothing: Readonly<Record<string, Answer>> = {
  "check json": json({ diagnostics: [], suppressed: [] }),
  "check github": {},
  "check sarif": { out: '{"version":"2.1.0"}\n' },
  build: json({
    folder: "deploy",
    files: [{ path: "prod/argo/churn.yaml", action: "keep", bytes: 1, from: [] }],
    diagnostics: [],
    timings: {},
  }),
  diff: json({ base, complete: true, changes: [], gpus: [], files: [] }),
  list: json({ definitions: [] }),
};

export const changed: Readonly<Record<string, Answer>> = {
  ...nothing,
  diff: json({ base, complete: true, changes: [change], gpus: [], files: [file] }),
  list: json({ definitions: [{ kind: "flow", name: "churn", file: "flows/churn.flow.ts" }] }),
};

export interface ProjectRun {
  readonly code: number;
  readonly log: string;
  readonly outputs: string;
  readonly summary: string;
  readonly report: unknown;
  /** Command lines that the fake got, and the names in its environment. */
  readonly calls: readonly (readonly string[])[];
  readonly seen: readonly string[];
}

const script = `
import fs from "node:fs";
const args = process.argv.slice(2);
fs.appendFileSync("calls.jsonl", JSON.stringify(args) + "\\n");
fs.writeFileSync("seen.json", JSON.stringify(Object.keys(process.env)));
const answers = JSON.parse(fs.readFileSync("answers.json", "utf8"));
const format = args.includes("--format") ? args[args.indexOf("--format") + 1] : "json";
const { code = 0, out = "", err = "" } = answers[args[0] === "check" ? "check " + format : args[0]];
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
`;

/** Runs the Action in a project with these answers, as a pull request unless told otherwise. */
export async function runAction(
  answers: Readonly<Record<string, Answer>>,
  inputs: Readonly<Record<string, string>> = {},
  { event = "pull_request", payload, address }: { readonly event?: string; readonly payload?: unknown; readonly address?: string } = {},
): Promise<ProjectRun> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-action-"));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }));
  const own = path.join(root, "node_modules/millwright");
  fs.mkdirSync(path.join(own, "dist"), { recursive: true });
  fs.writeFileSync(path.join(own, "package.json"), '{"name":"millwright","version":"0.0.0","type":"module"}');
  fs.writeFileSync(path.join(own, "dist/main.js"), script);
  fs.writeFileSync(path.join(root, "answers.json"), JSON.stringify(answers));
  const pull = { pull_request: { number: 7, head: { sha: head }, base: { sha: base, ref: "main" } } };
  fs.writeFileSync(path.join(root, "event.json"), JSON.stringify(payload ?? pull));
  for (const name of ["output", "summary"]) fs.writeFileSync(path.join(root, name), "");
  let log = "";
  const code = await checkPlatform({
    environment: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      GITHUB_WORKSPACE: root,
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: path.join(root, "event.json"),
      GITHUB_OUTPUT: path.join(root, "output"),
      GITHUB_STEP_SUMMARY: path.join(root, "summary"),
      GITHUB_REPOSITORY: "acme/platform",
      GITHUB_SHA: "c".repeat(40),
      GITHUB_REF: "refs/pull/7/merge",
      RUNNER_TEMP: path.join(root, "temp"),
      ACTIONS_RUNTIME_TOKEN: "secret",
      SOME_SECRET: "secret",
      ...(address !== undefined && { GITHUB_API_URL: address, "INPUT_GITHUB-TOKEN": "t0ken" }),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
    write: (text) => {
      log += text;
    },
    sleep: async () => undefined,
  });
  const read = (name: string) => (fs.existsSync(path.join(root, name)) ? fs.readFileSync(path.join(root, name), "utf8") : "");
  const report = read("temp/millwright/default/report.json");
  return {
    code,
    log,
    outputs: read("output"),
    summary: read("summary"),
    report: report === "" ? undefined : JSON.parse(report),
    calls: read("calls.jsonl")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as readonly string[]),
    seen: JSON.parse(read("seen.json") || "[]") as readonly string[],
  };
}

/** The value of one output. */
export function output(outputs: string, name: string): string | undefined {
  const [, delimiter] = new RegExp(`^${name}<<(.+)$`, "m").exec(outputs) ?? [];
  if (delimiter === undefined) return undefined;
  const start = outputs.indexOf(`${name}<<${delimiter}\n`) + name.length + delimiter.length + 3;
  return outputs.slice(start, outputs.indexOf(`\n${delimiter}\n`, start - 1));
}

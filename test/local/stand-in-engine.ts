/**
 * A stand-in for the command line of a container engine: it notes what it was told, and runs the command as a process
 *
 * Its state lies in the folder that DOCKER_STAND_IN names. What a container would see below a mount's target, the command sees at its source. The image says what it
 * plays: "…/absent" cannot be pulled, "…/pulled" is pulled at first, a container of "…/broken" cannot be made.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const words = process.argv.slice(2);
const state = process.env["DOCKER_STAND_IN"] ?? "";
const log = path.join(state, "calls.jsonl");
fs.appendFileSync(log, `${JSON.stringify(words)}\n`);

interface Container {
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly { readonly source: string; readonly target: string }[];
  readonly command: readonly string[];
  readonly labels: readonly string[];
  pid?: number;
  told?: boolean;
  state?: { readonly ExitCode: number; readonly OOMKilled: boolean; readonly Error: string };
}

const fileOf = (name: string) => path.join(state, `${name}.container`);
const read = (name: string): Container => JSON.parse(fs.readFileSync(fileOf(name), "utf8")) as Container;
function write(name: string, container: Container): void {
  fs.writeFileSync(`${fileOf(name)}.tmp`, JSON.stringify(container));
  fs.renameSync(`${fileOf(name)}.tmp`, fileOf(name));
}

function refuse(text: string): never {
  process.stderr.write(`Error response from daemon: ${text}\n`);
  process.exit(1);
}

function present(name: string | undefined): Container {
  if (name === undefined || !fs.existsSync(fileOf(name))) refuse(`No such container: ${name}`);
  return read(name);
}

function create([, ...rest]: readonly string[]): void {
  const options = new Map<string, string[]>();
  while (rest[0]?.startsWith("--") === true) {
    const option = rest.shift() ?? "";
    const value = ["--init", "--no-healthcheck"].includes(option) ? "" : (rest.shift() ?? "");
    options.set(option, [...(options.get(option) ?? []), value]);
  }
  const all = (option: string): readonly string[] => options.get(option) ?? [];
  const [image = "", ...args] = rest;
  if (image.endsWith("/broken")) refuse("this container cannot be made.");
  const env = all("--env").map((entry) => {
    const [name = ""] = entry.split("=");
    return [name, entry.includes("=") ? entry.slice(name.length + 1) : (process.env[name] ?? "")] as const;
  });
  const mounts = all("--mount").map((entry) => ({
    source: /source=([^,"]+)/.exec(entry)?.[1] ?? "",
    target: /target=([^,"]+)/.exec(entry)?.[1] ?? "",
  }));
  const command = [...all("--entrypoint"), ...args];
  write(all("--name")[0] ?? "", { env: Object.fromEntries(env), mounts, command, labels: all("--label") });
}

function start(name: string): void {
  const container = present(name);
  // The longest target first: a mount may lie in another.
  const mounts = [...container.mounts].sort((one, other) => other.target.length - one.target.length);
  const targets = new RegExp(`(${mounts.map(({ target }) => target).join("|")})(?=/|$)`, "g");
  const seen = (text: string) => text.replace(targets, (found) => mounts.find(({ target }) => target === found)?.source ?? found);
  const [program = "", ...args] = container.command.map(seen);
  const env = { PATH: process.env["PATH"], ...container.env };
  const child = spawn(program, args, { env, stdio: "inherit", detached: true });
  const ended = (code: number, error: string): void => {
    if (!fs.existsSync(fileOf(name))) process.exit(code);
    const last = read(name);
    write(name, { ...last, state: { ExitCode: code, OOMKilled: code === 137 && last.told !== true, Error: error } });
    process.exit(code);
  };
  child.once("error", () => ended(127, `exec: "${program}": executable file not found in $PATH`));
  child.once("exit", (code, signal) => ended(code ?? (signal === "SIGKILL" ? 137 : 143), ""));
  if (child.pid !== undefined) write(name, { ...container, pid: child.pid });
}

function kill(name: string, signal: NodeJS.Signals): void {
  const container = present(name);
  if (container.pid === undefined || container.state !== undefined) refuse(`container ${name} is not running`);
  write(name, { ...container, told: true });
  process.kill(-container.pid, signal);
}

function remove(names: readonly string[]): void {
  for (const name of names) {
    if (!fs.existsSync(fileOf(name))) continue;
    const { pid, state: ended } = read(name);
    fs.rmSync(fileOf(name));
    if (pid !== undefined && ended === undefined) process.kill(-pid, "SIGKILL");
  }
}

function list(label: string): void {
  for (const file of fs.readdirSync(state)) {
    const name = file.replace(/\.container$/, "");
    if (name !== file && read(name).labels.includes(label)) process.stdout.write(`${name}\n`);
  }
}

const [verb = "", second = ""] = words;
const last = words.at(-1) ?? "";
if (verb === "--version") process.stdout.write("Docker version 28.2.2, build e6534b4\n");
else if (verb === "info") {
  if (fs.existsSync(path.join(state, "down"))) refuse("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.");
  process.stdout.write("28.2.2 [name=seccomp,profile=builtin]\n");
} else if (verb === "image") {
  if (/\/(?:absent|pulled)$/.test(last) && !fs.existsSync(path.join(state, path.basename(last)))) refuse(`No such image: ${last}`);
} else if (verb === "pull") {
  if (last.endsWith("/absent")) refuse(`pull access denied for ${last}`);
  fs.writeFileSync(path.join(state, path.basename(last)), "");
} else if (verb === "create") create(words);
else if (verb === "start") start(last);
else if (verb === "kill") kill(last, second === "--signal" ? (words[2] as NodeJS.Signals) : "SIGKILL");
else if (verb === "container") process.stdout.write(`${JSON.stringify(present(last).state ?? {})}\n`);
else if (verb === "rm") remove(words.slice(3));
else if (verb === "ps") list(last.replace(/^label=/, ""));
else refuse(`unknown command ${verb}`);

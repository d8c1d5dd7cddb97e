/** The container engine of this machine, by its command line: Docker, or Podman, which takes the same. */
import { execFile } from "node:child_process";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { noContainerEngine } from "../diagnostics.ts";

export interface ContainerEngine {
  /** What it is, whatever its program is called: distributions install Podman as "docker", too. */
  readonly kind: "docker" | "podman";
  readonly version: string;
  /** Whether the user who runs it is root in its containers, and no other user of them can write that user's files. */
  readonly isRootless: boolean;
  /** Calls it; variables are added to its client's own. Never rejects. */
  readonly call: (words: readonly string[], options?: CallOptions) => Promise<Answer>;
  readonly program: string;
  /** The variables that its client reads, and no others. */
  readonly clientEnvironment: Readonly<Record<string, string>>;
}

interface CallOptions {
  readonly variables?: Readonly<Record<string, string>>;
  /** Milliseconds; default: two minutes, so that an engine that hangs does not hold a run for ever. 0 is no bound. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly isDone: boolean;
  readonly out: string;
  /** The last line that it said on standard error: with a refusal, why. */
  readonly reason: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

const ofClients =
  /^(?:PATH|HOME|USER|LOGNAME|TMPDIR|LANG|LC_ALL|SSH_AUTH_SOCK|XDG_.*|DOCKER_.*|CONTAINER_.*|CONTAINERS_.*|DBUS_SESSION_BUS_ADDRESS|(?:HTTPS?|NO|ALL)_PROXY|(?:https?|no|all)_proxy)$/;

/** Whether a variable steers the engine's client, so that it cannot be handed through it under its name. */
export function steersClient(name: string): boolean {
  return ofClients.test(name) || name.startsWith("LD_");
}

/** The first engine that answers: Docker, then Podman; or what each of them said. */
export async function findEngine(environment: Variables): Promise<ContainerEngine | Diagnostic> {
  const said: string[] = [];
  for (const program of ["docker", "podman"]) {
    const found = await askEngine(program, environment);
    if (typeof found !== "string") return found;
    said.push(`"${program}" ${found}`);
  }
  return noContainerEngine.at(null, { said: said.join("; ") });
}

async function askEngine(program: string, environment: Variables): Promise<ContainerEngine | string> {
  const clientEnvironment = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value !== undefined && ofClients.test(name) ? [[name, value]] : [])),
  );
  const call: ContainerEngine["call"] = (words, { variables = {}, timeout = 120_000, signal } = {}) =>
    callProgram(program, words, { env: { ...clientEnvironment, ...variables }, timeout, ...(signal !== undefined && { signal }) });
  const named = await call(["--version"]);
  if (!named.isDone) return named.reason;
  const kind = /podman/i.test(named.out) ? "podman" : "docker";
  const asked = kind === "podman" ? "{{.Version.Version}} {{.Host.Security.Rootless}}" : "{{.ServerVersion}} {{.SecurityOptions}}";
  const { isDone, out, reason } = await call(["info", "--format", asked]);
  const [version = ""] = out.trim().split(" ");
  return isDone ? { kind, version, isRootless: /rootless|true/.test(out), program, clientEnvironment, call } : reason;
}

interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

function callProgram(program: string, words: readonly string[], options: ProgramOptions): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(program, [...words], { ...options, killSignal: "SIGKILL", maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      const [last = ""] = stderr
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("See '"))
        .slice(-1);
      resolve({ isDone: error === null, out: stdout, reason: error === null ? last : reasonOf(error, last) });
    });
  });
}

function reasonOf(error: Error & { readonly code?: string | number | null; readonly killed?: boolean }, said: string): string {
  if (error.code === "ENOENT") return "is not on this machine";
  if (error.killed === true) return "did not answer in time";
  return said === "" ? `failed: ${error.message.split("\n")[0] ?? ""}` : `says: ${said.replace(/\.$/, "")}`;
}

/** One rule over definitions that went through the real phases: what it finds, as a reader sees it. */
import { type Anchor, isProperty } from "../../compiler/diagnostics/diagnostic.ts";
import type { Program } from "../../compiler/program.ts";
import type { Rule } from "../../compiler/rules/rule.ts";
import { type Builder, flow, gpuPool } from "../../schema/index.ts";
import { compiled, type Surroundings } from "./program.ts";

/** A finding, whole: where it stands as the name of what was called and the path below its arguments, "fit 1.resources.cpu". */
export interface Found {
  readonly is: string;
  readonly at: string;
  readonly says: string;
  readonly help?: string;
  readonly related?: readonly string[];
  readonly fixes?: readonly string[];
}

/** What the rule finds in the definitions of one file, by the names under which it exports them. */
export function find(rule: Rule, definitions: Readonly<Record<string, unknown>>, surroundings: Surroundings = {}): readonly Found[] {
  const { program, plans, diagnostics } = compiled(definitions, surroundings);
  if (diagnostics.length > 0)
    throw new Error(`A test of a rule must pass the phases before it: ${JSON.stringify(diagnostics, undefined, 2)}`);
  const pools = new Map(program.pools.map((pool) => [pool.name, pool]));
  return Array.from(
    rule.find({ program, flows: program.flows, fresh: program.flows, plans, pool: (name) => pools.get(name) }),
    (diagnostic) => {
      const { code, severity, message, at, help, related, fixes } = diagnostic;
      return {
        is: `${severity} ${code}`,
        at: at === null ? "" : said(at, program),
        says: message,
        ...(help !== undefined && { help }),
        ...(related.length > 0 && { related: related.map((other) => `${other.message} ${said(other.at, program)}`) }),
        ...(fixes.length > 0 && {
          fixes: fixes.map(({ title, safety, edits }) => `${safety}: ${title}: ${edits.map(({ text }) => text).join()}`),
        }),
      };
    },
  );
}

function said(anchor: Anchor, program: Program): string {
  if (!isProperty(anchor)) return JSON.stringify(anchor);
  // By identity: the test runner's own frames hide the places of calls.
  const named = [...program.flows, ...program.pools].find(({ origin }) => origin.calls === anchor.calls);
  const node = program.flows.flatMap(({ nodes }) => nodes).find(({ calls }) => calls === anchor.calls);
  return `${named?.name ?? (node?.name === "" ? node.kind : node?.name)} ${anchor.path.join(".")}`;
}

export const pinned = `ghcr.io/acme/churn:3.2@sha256:${"a".repeat(64)}`;

/** A pool whose nodes have 8 GPUs, 208 processors and 1872Gi. */
export const h100 = gpuPool("h100", {
  accelerator: "nvidia-h100-80gb",
  node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 208, memory: "1872Gi" },
  capacity: { reserved: { nodes: 2, reservation: "ml" }, flex: { maxNodes: 4, maxRun: "24h" }, spot: { maxNodes: 4 } },
  provider: { gke: { project: "acme", location: "europe-west4-a" } },
});

/** A flow "churn" with what `body` describes; options are given without their types, because rules are about what types cannot see. */
export function churn(body: (build: Builder<never>) => void, options: object = {}): unknown {
  return flow("churn", { owner: "growth-ml", ...options }, body as never);
}

/** A flow "churn" of one step "fit" with these options. */
export function oneStep(options: object = {}, ofFlow: object = {}): { readonly h100: unknown; readonly churn: unknown } {
  const step = { image: pinned, command: () => ["fit"], ...options };
  const definition = churn((build) => {
    build.step("fit", step as never);
  }, ofFlow);
  return { h100, churn: definition };
}

/** The workflow that lists which others were applied for one platform and environment. It is inactive, and has one step that does nothing. */
import { createHash } from "node:crypto";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Action, ApplyInput } from "../engine.ts";
import { once, type Server } from "../server.ts";
import { notOwned } from "../server-diagnostics.ts";
import { readWorkflow } from "./read.ts";

export interface LedgerPlan {
  /** The ids that it lists. */
  readonly known: readonly string[];
  /** Writes down, before anything is pushed, all that will then be there: what fails half-way is found again. */
  readonly before: (ids: readonly string[]) => readonly Action[];
  /** Writes down what is there in the end. */
  readonly after: (ids: readonly string[]) => readonly Action[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the list; nothing is written where it says the same already. Throws a `ServerFault`; reports server/not-owned. */
export async function planLedger({ server, platform, environment }: ApplyInput, wanted: readonly string[]): Promise<LedgerPlan> {
  const id = ledgerId(environment.namePrefix, platform, environment.name);
  const found = await readWorkflow(server, id);
  const { mark } = found ?? {};
  const isOwn = found === undefined || (mark?.platform === platform && mark.environment === environment.name);
  const known = isOwn ? (mark?.applied ?? []) : [];
  let written = known;
  const write = (ids: readonly string[]): readonly Action[] => {
    const list = ids.toSorted();
    if (list.join("\n") === written.toSorted().join("\n")) return [];
    const kind = found === undefined && written === known ? "create" : "update";
    const changes = [
      ...added(written, list).map((name) => `lists "${name}"`),
      ...added(list, written).map((name) => `"${name}" is off the list`),
    ];
    written = list;
    return [
      {
        kind,
        what: "list of what was applied",
        name: id,
        changes,
        perform: () => push(server, bodyOf(id, list, { platform, environment: environment.name })),
      },
    ];
  };
  const taken = wanted.includes(id) ? "the name of a flow" : isOwn ? undefined : "a workflow of another origin";
  const refused =
    taken === undefined ? [] : [notOwned.at(null, { what: "list", name: id, platform, environment: environment.name, found: taken })];
  return { known, before: write, after: write, diagnostics: refused };
}

/** Two platforms, and two environments, have lists of their own even where they share a prefix. */
function ledgerId(prefix: string, platform: string, environment: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([platform, environment]))
    .digest("hex")
    .slice(0, 10);
  return `${prefix}millwright-applied-${hash}`;
}

function added(from: readonly string[], to: readonly string[]): readonly string[] {
  return to.filter((id) => !from.includes(id));
}

function bodyOf(id: string, applied: readonly string[], mark: { readonly platform: string; readonly environment: string }) {
  return {
    properties: { owner: "millwright", run_strategy: { rule: "SEQUENTIAL" }, time_trigger_disabled: true },
    is_active: false,
    workflow: {
      id,
      name: "What Millwright applied",
      description: "A list, kept by `millwright apply`. It never runs.",
      steps: [{ step: { id: "nothing", type: "NoOp" } }],
    },
    millwright: { formatVersion: 1, ...mark, applied },
  };
}

async function push(server: Server, body: ReturnType<typeof bodyOf>): Promise<void> {
  await once(
    async () => {
      await server.request({ method: "POST", path: "/api/v3/workflows", body });
    },
    async () => (await readWorkflow(server, body.workflow.id))?.mark?.applied?.join("\n") === body.millwright.applied.join("\n"),
  );
}

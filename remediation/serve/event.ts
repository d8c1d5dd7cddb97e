/** What an event asks for. Nothing of it becomes a flag, a path or a command but names that the platform's own definitions have. */
import * as z from "zod";
import type { Wish } from "./queue.ts";

/** The names that the platform has. */
export interface KnownNames {
  readonly environments: readonly { readonly name: string; readonly namespace: string; readonly flows: readonly string[] }[];
}

/** What is to be done, each under a key that is the same whenever the same thing is said; or why nothing is. */
export type Judged =
  | { readonly is: "wishes"; readonly wishes: readonly { readonly key: string; readonly wish: Wish }[] }
  | { readonly is: "ignored" | "refused"; readonly why: string };

/** Events that are about something older are not acted on: what was done about it may be forgotten by now. */
const oldest = 7 * 24 * 3_600_000;
const runName = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/);
const text = z.string().max(300);

const handler = z.object({ run: runName, flow: text, environment: text, status: z.enum(["succeeded", "failed", "cancelled"]) });

/** The call of an exit handler: how a run ended. `delivery` is under its signature. */
export function handlerEvent(document: unknown, delivery: string, names: KnownNames): Judged {
  const event = handler.safeParse(document).data;
  if (event === undefined) return { is: "refused", why: 'It is not { "run", "flow", "environment", "status" }.' };
  if (event.status !== "failed") return { is: "ignored", why: "The run did not fail." };
  const wish = wishOf(event, names);
  return typeof wish === "string" ? { is: "refused", why: wish } : { is: "wishes", wishes: [{ key: delivery, wish }] };
}

const alerts = z.object({
  version: z.literal("4"),
  alerts: z
    .array(
      z.object({
        status: z.enum(["firing", "resolved"]),
        labels: z.record(z.string(), z.string()),
        startsAt: z.iso.datetime({ offset: true }),
        fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
      }),
    )
    .max(500),
});

/**
 * What Alertmanager sends: a run where the labels `run`, `flow` and `environment` name one, else all that failed lately
 *
 * It sends an alert again as long as it fires: its fingerprint and its start tell it from others.
 *
 * Source: prometheus.io/docs/alerting/latest/configuration, webhook_config, version 4.
 */
export function alertEvent(document: unknown, names: KnownNames, now: number): Judged {
  const event = alerts.safeParse(document).data;
  if (event === undefined) return { is: "refused", why: "It is no notification of Alertmanager in version 4." };
  const firing = event.alerts.filter(({ status, startsAt }) => status === "firing" && now - Date.parse(startsAt) <= oldest);
  const wishes = firing.flatMap(({ labels: { run, flow = "", environment = "" }, startsAt, fingerprint }) => {
    const wish =
      run === undefined || !runName.safeParse(run).success ? { kind: "poll" as const } : wishOf({ run, flow, environment }, names);
    return typeof wish === "string" ? [] : [{ key: `${fingerprint} ${startsAt}`, wish }];
  });
  return wishes.length > 0 ? { is: "wishes", wishes } : { is: "ignored", why: "No alert fires that names a flow of this platform." };
}

const pull = z.object({
  action: text,
  pull_request: z.object({ head: z.object({ ref: text }), updated_at: z.iso.datetime(), number: z.int() }),
});

/** An event of GitHub: one of our pull requests was closed or merged. All others are ignored. A repetition has the same content, whatever its headers say. */
export function gitHubEvent(document: unknown, name: string, hash: string, now: number): Judged {
  if (name !== "pull_request") return { is: "ignored", why: "Only pull requests are acted on." };
  const event = pull.safeParse(document).data;
  if (event === undefined) return { is: "refused", why: "It is no event of a pull request." };
  const { action, pull_request: request } = event;
  if (action !== "closed" || !request.head.ref.startsWith("remediate/"))
    return { is: "ignored", why: "No pull request of ours was closed." };
  if (now - Date.parse(request.updated_at) > oldest) return { is: "ignored", why: "It is more than a week old." };
  return { is: "wishes", wishes: [{ key: hash, wish: { kind: "poll" } }] };
}

function wishOf(
  said: { readonly run: string; readonly flow: string; readonly environment: string },
  { environments }: KnownNames,
): Wish | string {
  const environment = environments.find(({ name, namespace }) => name === said.environment || namespace === said.environment);
  if (environment === undefined) return "The platform has no such environment.";
  const flow = environment.flows.find((name) => name === said.flow);
  if (flow === undefined) return "The platform has no such flow in that environment.";
  return { kind: "run", environment: environment.name, flow, run: said.run };
}

/** A context in which a command runs without touching this process: its output is kept, its services are what the test gives. */
import type { Context } from "../../cli/context.ts";
import { runCommandLine } from "../../cli/run.ts";
import type { Services } from "../../cli/services.ts";
import type { Compiled } from "../../compiler/index.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Services of which only those given may be called. */
export function fakeServices(given: Partial<Services>): Services {
  const refuse = (name: string) => () => {
    throw new Error(`the command called "${name}", which this test does not expect`);
  };
  const names = ["compile", "settle", "planWrite", "render", "toJson", "applyFixes", "pages", "stateOf", "readBase", "readToml"] as const;
  const refused = Object.fromEntries(names.map((name) => [name, refuse(name)])) as unknown as Services;
  return {
    ...refused,
    settle: async (_, diagnostics) => ({ diagnostics, baselined: 0, mended: 0, newBaseline: () => "" }),
    render: async (_format, { diagnostics }) => `${diagnostics.map(({ code, message }) => `${code}: ${message}\n`).join("")}`,
    toJson: async ({ diagnostics }) => diagnostics.map(({ code, severity, message }) => ({ code, severity, message })),
    ...given,
  };
}

export async function runFake(inputs: readonly string[], services: Partial<Services>, more: Partial<Context> = {}): Promise<Ran> {
  let [out, err] = ["", ""];
  const code = await runCommandLine(inputs, {
    process: {
      stdout: {
        write: (text) => {
          out += text;
        },
      },
      stderr: {
        write: (text) => {
          err += text;
        },
      },
    },
    environment: {},
    folder: "/",
    now: () => new Date("2026-11-24T00:00:00Z"),
    services: fakeServices(services),
    interrupted: new AbortController().signal,
    ...more,
  });
  return { code, out, err };
}

export function compiledOf(part: Partial<Compiled>): Compiled {
  const nothing = { environments: [], artifacts: [], diagnostics: [], sources: new Map(), timings: { load: 1 } };
  return { ...nothing, top: "/", outputFolder: "deploy", configuration: undefined, knownEnvironments: [], ...part };
}

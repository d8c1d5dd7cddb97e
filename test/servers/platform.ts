/** A small platform on disk, and its commands run against a server in this process. */
import path from "node:path";
import { ownServices } from "../../cli/own-services.ts";
import { type Ran, runFake } from "../support/fake-context.ts";
import { newFolder, writeFiles } from "../support/folder.ts";

const shell = `docker.io/library/busybox@sha256:${"0".repeat(64)}`;

export interface TestPlatform {
  readonly root: string;
  /** Writes the flows, `definitions` being what stands after the imports. */
  readonly write: (definitions: string) => void;
  readonly run: (...inputs: readonly string[]) => Promise<Ran>;
  /** As a person at a terminal. */
  readonly runAtTerminal: (...inputs: readonly string[]) => Promise<Ran>;
  /** As if Ctrl-C were pressed as soon as the command minds it. */
  readonly runInterrupted: (...inputs: readonly string[]) => Promise<Ran>;
  /** As if Ctrl-C were pressed then. */
  readonly runUntil: (moment: Promise<unknown>, ...inputs: readonly string[]) => Promise<Ran>;
}

export function testPlatform(config: string, environment: Readonly<Record<string, string>> = {}): TestPlatform {
  const root = newFolder();
  writeFiles(root, { "package.json": JSON.stringify({ name: "acme" }), "millwright.config.ts": config });
  const common = { folder: root, environment: { MILLWRIGHT_CACHE: "off", ...environment } };
  return {
    root: path.resolve(root),
    write: (definitions) =>
      writeFiles(root, {
        "flows/all.flow.ts": `import { flow, secret, z } from "millwright";\nconst shell = "${shell}";\nvoid secret;\nvoid z;\n${definitions}\n`,
      }),
    run: (...inputs) => runFake(inputs, ownServices(common.environment), common),
    runInterrupted: (...inputs) => runFake(inputs, ownServices(common.environment), { ...common, onInterrupt: interrupt }),
    runUntil: (moment, ...inputs) => {
      const onInterrupt = (act: () => void) => {
        void moment.then(act);
        return () => undefined;
      };
      return runFake(inputs, ownServices(common.environment), { ...common, onInterrupt });
    },
    runAtTerminal: (...inputs) => runFake(inputs, ownServices(common.environment), { ...common, ask: async () => "yes" }),
  };
}

/** The text of a flow with one step. */
export function flowText(name: string, options = "", command = '["true"]'): string {
  return `export const ${name.replaceAll("-", "_")} = flow("${name}", { owner: "ml", ${options} }, ({ step, params }) => { void params; step("say", { image: shell, command: () => ${command} }); });`;
}

function interrupt(act: () => void): () => void {
  act();
  return () => undefined;
}

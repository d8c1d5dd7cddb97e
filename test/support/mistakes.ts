/** Definitions with mistakes, as users without an editor write them: the types of the language are left aside. */
import { flow, image } from "../../schema/index.ts";
import { diagnosticsOf, linesOf, type Surroundings } from "./program.ts";

// biome-ignore lint/suspicious/noExplicitAny: these definitions are wrong on purpose
export type Loose = any;

export const churnImage = image("churn");

/** A flow "f" of an owner, with what `body` describes. */
export function looseFlow(body: (build: Loose) => unknown, options: object = {}, name = "f"): Loose {
  return flow(name, { owner: "ml", ...options } as Loose, body as Loose);
}

/** A step's options: the image, a command, and what is given. */
export function options(rest: object = {}): Loose {
  return { image: churnImage, command: () => ["run"], ...rest };
}

/** All that is found in one flow, as lines. */
export function mistakesIn(body: (build: Loose) => unknown, flowOptions: object = {}, surroundings: Surroundings = {}): readonly string[] {
  return linesOf(diagnosticsOf({ f: looseFlow(body, flowOptions) }, surroundings));
}

/** All that is found in some definitions, as lines. */
export function mistakesOf(definitions: Readonly<Record<string, unknown>>, surroundings: Surroundings = {}): readonly string[] {
  return linesOf(diagnosticsOf(definitions, surroundings));
}

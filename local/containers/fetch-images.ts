/** Sees to it that the images of a flow's steps are on this machine before any of them begins. */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Step } from "../../compiler/program.ts";
import { imageNotThere } from "../diagnostics.ts";
import type { Answer, ContainerEngine } from "./engine.ts";

/** Pulls what is missing, or is to be pulled always; `say` is told of each image that takes time. Gives local/image-not-there for the first that is not to be had. */
export async function fetchImages(
  engine: ContainerEngine,
  steps: readonly Step[],
  say: (image: string) => void,
): Promise<Diagnostic | undefined> {
  const seen = new Set<string>();
  for (const { name: step, image, imagePull } of steps) {
    const { reference } = image;
    const policy = imagePull?.policy ?? "ifNotPresent";
    const known = `${policy} ${reference}`;
    if (seen.has(known)) continue;
    seen.add(known);
    const answer = await fetched(engine, reference, policy, say);
    if (!answer.isDone) return imageNotThere.at(null, { image: reference, step, engine: engine.kind, reason: answer.reason });
  }
  return undefined;
}

type Policy = NonNullable<NonNullable<Step["imagePull"]>["policy"]>;

async function fetched(engine: ContainerEngine, reference: string, policy: Policy, say: (image: string) => void): Promise<Answer> {
  const present = await engine.call(["image", "inspect", "--format", "{{.Id}}", reference]);
  if (policy === "never" || (present.isDone && policy === "ifNotPresent")) return present;
  say(reference);
  return engine.call(["pull", "--quiet", reference], { timeout: 0 });
}

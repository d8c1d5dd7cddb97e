import path from "node:path";
import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import { drawFlow } from "../../compiler/drawing/draw-flow.ts";
import { drawMermaid } from "../../compiler/drawing/draw-mermaid.ts";
import { drawPlatform } from "../../compiler/drawing/draw-platform.ts";
import { render } from "../../compiler/drawing/render.ts";
import type { CompiledEnvironment } from "../../compiler/index.ts";
import { activeErrors } from "../active-findings.ts";
import { type Context, exit } from "../context.ts";
import { note, printText } from "../output.ts";
import { compileProject } from "../project.ts";
import { badOption, conflictingOptions, unknownFlow } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { writeFileWhole } from "../write-file.ts";

const formats = ["svg", "png", "dot", "mermaid"] as const;
type GraphFormat = (typeof formats)[number];

export interface GraphFlags {
  readonly root?: string;
  readonly env?: readonly string[];
  readonly format?: GraphFormat;
  readonly output?: string;
}

/** Draws a flow, or the platform, as the first environment has it; exits 1 where errors keep definitions out of the picture. Throws cli/unknown-flow. */
export async function graph(this: Context, flags: GraphFlags, name?: string): Promise<void> {
  const format = flags.format ?? formatOf(flags.output);
  if (format === "png" && flags.output === undefined)
    throw new UsageError(badOption.at(null, { option: "--output", found: "left out", expected: "a file for the PNG" }));
  if (format === "mermaid" && name === undefined)
    throw new UsageError(
      conflictingOptions.at(null, { one: "--format mermaid", other: "no flow", reason: "Mermaid draws one flow; name it" }),
    );
  const { compiled } = await compileProject(this, flags);
  const [environment] = compiled.environments;
  if (environment !== undefined) await draw(this, environment, { name, format, output: flags.output });
  const errors = activeErrors(compiled.diagnostics).length;
  if (errors === 0) return;
  note(
    this,
    `${errors} ${errors === 1 ? "error keeps" : "errors keep"} definitions out of the picture or make it incomplete: see millwright check.`,
  );
  this.process.exitCode = exit.findings;
}

interface Wanted {
  readonly name: string | undefined;
  readonly format: GraphFormat;
  readonly output: string | undefined;
}

async function draw(context: Context, environment: CompiledEnvironment, { name, format, output }: Wanted): Promise<void> {
  const picture = format === "mermaid" ? { content: mermaidOf(environment, name) } : await render(dotOf(environment, name), format);
  if ("diagnostic" in picture) throw new UsageError(picture.diagnostic);
  if (output !== undefined) {
    writeFileWhole(path.resolve(context.folder, output), picture.content);
    note(context, `Drew ${name === undefined ? "the platform" : `flow "${name}"`} in ${environment.name}: ${output}`);
  } else if (typeof picture.content === "string") printText(context, picture.content);
}

function dotOf(environment: CompiledEnvironment, name: string | undefined): string {
  const { program } = environment;
  return name === undefined
    ? drawPlatform(program)
    : drawFlow(flowOf(environment, name), { environment: environment.name, flows: program.flows });
}

function mermaidOf(environment: CompiledEnvironment, name = ""): string {
  return drawMermaid(flowOf(environment, name), { environment: environment.name, flows: environment.program.flows });
}

function flowOf({ program }: CompiledEnvironment, name: string): CompiledEnvironment["program"]["flows"][number] {
  const wanted = name.replace(/^flow:/, "");
  const found = program.flows.find((flow) => flow.name === wanted);
  if (found !== undefined) return found;
  const help = didYouMean(
    wanted,
    program.flows.map((flow) => flow.name),
  );
  throw new UsageError(unknownFlow.at(null, { name: wanted }, help === undefined ? {} : { help }));
}

function formatOf(output: string | undefined): GraphFormat {
  const ending = path.extname(output ?? "").slice(1);
  return formats.find((format) => format === (ending === "mmd" ? "mermaid" : ending === "gv" ? "dot" : ending)) ?? "svg";
}

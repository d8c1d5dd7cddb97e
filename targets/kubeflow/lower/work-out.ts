/** Tasks that only work out values: a pipeline's outputs can name what a container wrote, and nothing else. */
import type { ValueType } from "../../../schema/values/value-type.ts";
import { uniqueNames } from "../../names.ts";
import { copyScript, emptyFolderScript, foldFunctions, foldScript } from "../shell/artifact-scripts.ts";
import { countScript, valueScript } from "../shell/value-scripts.ts";
import type { InputFor } from "./cel.ts";
import { type ArtifactInput, addContainer, inputPath, outputFile, outputPath } from "./container.ts";
import { type ArtifactChannel, artifactOutputChannel, type Dag, outputChannel, wireOf } from "./dag.ts";
import { literal, type Value, type Wire } from "./values.ts";

export interface WantedValue {
  readonly name: string;
  readonly value: Value;
  readonly type: ValueType;
}

export interface WantedArtifact {
  readonly name: string;
  /** One artifact, or a list that becomes a folder with an entry each. */
  readonly channel: ArtifactChannel | undefined;
}

export interface WorkedOut {
  readonly task: string;
  readonly values: readonly Wire[];
  readonly artifacts: readonly ArtifactChannel[];
}

export interface WorkOutOptions {
  readonly name: string;
  readonly path: string;
  readonly values: readonly WantedValue[];
  readonly artifacts?: readonly WantedArtifact[];
  readonly after?: readonly string[];
  readonly condition?: ((inputFor: InputFor) => string) | undefined;
}

/** Adds one task that writes all of these down. */
export function workOut(dag: Dag, { name, path, values, artifacts = [], after, condition }: WorkOutOptions): WorkedOut {
  const takeName = uniqueNames();
  const named = values.map((wanted) => ({ ...wanted, key: takeName(wanted.name) }));
  const folders = artifacts.map((wanted, index) => ({ ...wanted, key: takeName(wanted.name), input: `artifact-${index + 1}` }));
  const list = named.length === 1 && named[0]?.value.kind === "range" ? named[0] : undefined;
  const folds = folders.some(({ channel }) => channel?.list);
  const inputs = folders.flatMap(({ channel, input }): ArtifactInput[] =>
    channel === undefined ? [] : [{ name: input, channel, depth: 0 }],
  );
  const words: readonly (readonly Value[])[] =
    list !== undefined && list.value.kind === "range"
      ? [...shell(countScript), [place(outputFile(list.key))], [list.value.count]]
      : [
          ...shell(
            [
              ...(folds ? [foldFunctions] : []),
              valueScript,
              ...(folds ? ["all=$1; shift"] : []),
              ...folders.map((folder) => artifactScript(folder.channel)),
            ].join("\n"),
          ),
          [literal(named.length)],
          ...named.flatMap(({ key, value }) => [[place(outputFile(key))], [value]]),
          ...(folds ? [[place("{{$}}")]] : []),
          ...folders.flatMap(({ key, channel, input }) => [
            [place(outputPath(key))],
            ...(channel === undefined ? [] : [channel.list ? [literal(input)] : [place(inputPath(input))]]),
          ]),
        ];
  const task = addContainer(dag, {
    name,
    title: name,
    path,
    image: dag.lowering.shellImage,
    words,
    outputs: Object.fromEntries([
      ...named.map(({ key, type }) => [key, type] as const),
      ...folders.map(({ key }) => [key, { type: "artifact", format: "" }] as const),
    ]),
    artifacts: inputs,
    ...(after !== undefined && { after }),
    condition,
  });
  return {
    task,
    values: named.map(({ key, name: readable, type }) => wireOf(outputChannel(dag, task, key, `${name}-${readable}`), type)),
    artifacts: folders.map(({ key, name: readable }) => artifactOutputChannel(dag, task, key, `${name}-${readable}`)),
  };
}

function place(placeholder: string): Value {
  return { kind: "place", placeholder };
}

function shell(script: string): readonly (readonly Value[])[] {
  return [[literal("/bin/sh")], [literal("-euc")], [literal(script)], [literal("work-out")]];
}

/** What makes one artifact of another, of a list, or of nothing. */
function artifactScript(channel: ArtifactChannel | undefined): string {
  if (channel === undefined) return emptyFolderScript;
  return channel.list ? foldScript : copyScript;
}

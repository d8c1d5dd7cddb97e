/** What leaves a DAG: outputs of it, that the task which runs it hands out. */
import { type ArtifactChannel, artifactOutputChannel, type Dag, outputChannel } from "./dag.ts";
import { parameterType, typeOfValue, type Value, type Wire } from "./values.ts";
import { workOut } from "./work-out.ts";

/** What something is around a DAG, once a task runs it there. */
export type Outside<T> = (around: Dag, task: string) => T;

/** A value of a DAG. What is made of several leaves it as its parts. */
export function exportValue(inner: Dag, value: Value): Outside<Value> {
  switch (value.kind) {
    case "wire":
      return exportWire(inner, value);
    case "orElse": {
      const [of, other] = [exportValue(inner, value.of), exportValue(inner, value.other)];
      return (around, task) => ({ ...value, of: of(around, task), other: other(around, task) });
    }
    case "text": {
      const parts = value.parts.map((part) => exportValue(inner, part));
      return (around, task) => ({ ...value, parts: parts.map((part) => part(around, task)) });
    }
    case "json": {
      const of = exportValue(inner, value.of);
      return (around, task) => ({ ...value, of: of(around, task) });
    }
    case "range": {
      const count = exportValue(inner, value.count);
      return (around, task) => ({ ...value, count: count(around, task) });
    }
    default:
      return () => value;
  }
}

function exportWire(inner: Dag, wire: Wire): Outside<Value> {
  const { channel } = wire;
  if (channel.dag !== inner) return () => wire;
  const output = channel.source.taskOutputParameter;
  if (output === undefined) return exportWire(inner, written(inner, wire));
  const key = inner.takeOutputName(channel.name);
  const { outputParameterKey, producerTask: producerSubtask } = output;
  // What is picked out of the value is picked outside: an output of a DAG is a whole value.
  const type = parameterType(wire.select === "" ? wire.type : wholeOf(inner, producerSubtask, outputParameterKey));
  inner.outputs.set(key, { type, output: { valueFromParameter: { outputParameterKey, producerSubtask } } });
  return (around, task) => ({ ...wire, channel: outputChannel(around, task, key, channel.name) });
}

/** The type of the whole of which a wire takes a part: a list for a length, an object for a field. */
function wholeOf(
  { tasks, lowering }: Dag,
  task: string,
  key: string,
): { readonly type: "list" | "object" } & Parameters<typeof parameterType>[0] {
  const component = lowering.components.get(tasks.get(task)?.componentRef.name ?? "");
  const type = component?.outputDefinitions?.parameters?.[key]?.parameterType;
  return type === "LIST" ? { type: "list", item: { type: "unknown" } } : { type: "object", fields: {} };
}

/** An input of a DAG leaves it as what a task writes. */
function written(inner: Dag, wire: Wire): Wire {
  const [made] = workOut(inner, {
    name: "value",
    path: "value",
    values: [{ name: wire.channel.name, value: wire, type: typeOfValue(wire) }],
  }).values;
  return made ?? wire;
}

export function exportArtifact(inner: Dag, channel: ArtifactChannel): Outside<ArtifactChannel> {
  const output = channel.source.taskOutputArtifact;
  if (channel.dag !== inner || output === undefined) return () => channel;
  const key = inner.takeOutputName(channel.name);
  const { outputArtifactKey, producerTask: producerSubtask } = output;
  inner.outputArtifacts.set(key, { list: channel.list, selectors: [{ outputArtifactKey, producerSubtask }] });
  return (around, task) => artifactOutputChannel(around, task, key, channel.name, channel.list);
}

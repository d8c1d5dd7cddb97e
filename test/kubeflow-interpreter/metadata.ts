/** What the backend writes down of a run, and how it keeps the states of DAGs. Source: kubeflow/pipelines 2.17.0, backend/src/v2/metadata/client.go */
import type { DagSpec } from "../../targets/kubeflow/schema.ts";

export type State = "RUNNING" | "COMPLETE" | "FAILED" | "CANCELED" | "CACHED";

export interface Artifact {
  readonly id: number;
  readonly uri: string;
  /** Where its files are kept. */
  readonly kept: string;
}

export interface Execution {
  readonly id: number;
  readonly taskName: string;
  readonly isDag: boolean;
  readonly parent: number;
  readonly iterationIndex: number | undefined;
  readonly iterationCount: number | undefined;
  readonly totalTasks: number;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly inputArtifacts: Readonly<Record<string, readonly Artifact[]>>;
  readonly dagOutputs: NonNullable<DagSpec["outputs"]>;
  state: State;
  outputs: Readonly<Record<string, unknown>>;
  outputArtifacts: Readonly<Record<string, Artifact>>;
}

export interface Metadata {
  readonly create: (execution: Omit<Execution, "id" | "outputs" | "outputArtifacts">) => Execution;
  readonly get: (id: number) => Execution;
  readonly children: (id: number) => readonly Execution[];
  /** All tasks below a DAG, by the names that the backend looks them up with. */
  readonly tasksBelow: (dag: Execution) => ReadonlyMap<string, Execution>;
  /** Called when a launcher ends: the last one to see all tasks complete says so of the DAG. */
  readonly updateStates: (dag: Execution) => void;
  readonly nextId: () => number;
}

export function openMetadata(): Metadata {
  const executions = new Map<number, Execution>();
  let ids = 0;
  const nextId = (): number => {
    ids += 1;
    return ids;
  };
  const get = (id: number): Execution => {
    const found = executions.get(id);
    if (found === undefined) throw new ReferenceError(`execution ${id} not found`);
    return found;
  };
  const children = (id: number): readonly Execution[] => [...executions.values()].filter(({ parent }) => parent === id);
  const tasksBelow = (dag: Execution): ReadonlyMap<string, Execution> => {
    const tasks = new Map<string, Execution>();
    for (const child of children(dag.id)) {
      const index = child.iterationIndex ?? dag.iterationIndex;
      const name = `${child.taskName}_${dag.id}${index === undefined ? "" : `_idx_${index}`}`;
      if (tasks.has(name)) throw new Error(`two tasks have the same task name "${name}"`);
      tasks.set(name, child);
    }
    for (const child of [...tasks.values()].filter(({ isDag }) => isDag))
      for (const [name, task] of tasksBelow(child)) tasks.set(name, task);
    return tasks;
  };
  const updateStates = (dag: Execution): void => {
    const expected = dag.iterationCount ?? dag.totalTasks;
    if (expected === 0 && dag.iterationCount === undefined) return;
    const tasks = children(dag.id);
    const done = tasks.filter(({ state }) => state === "COMPLETE" || state === "CACHED" || state === "CANCELED").length;
    if (done === expected) dag.state = "COMPLETE";
    else if (tasks.some(({ state }) => state === "FAILED")) dag.state = "FAILED";
    else return;
    if (dag.parent !== 0) updateStates(get(dag.parent));
  };
  return {
    nextId,
    get,
    children,
    tasksBelow,
    updateStates,
    create(wanted) {
      const execution: Execution = { ...wanted, id: nextId(), outputs: {}, outputArtifacts: {} };
      executions.set(execution.id, execution);
      return execution;
    },
  };
}

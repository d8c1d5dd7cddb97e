/** What the engine prints of a run: the Workflow's nodes, its own name written `wf`. */
export interface EngineRun {
  readonly phase: string;
  readonly message?: string;
  readonly timedOut?: boolean;
  /** At the timeout nothing was running. */
  readonly stuck?: boolean;
  readonly nodes: readonly EngineNode[];
}

export interface EngineNode {
  readonly name: string;
  readonly type: string;
  readonly template?: string;
  readonly phase: string;
  readonly exitCode?: number;
  readonly outputs?: { readonly parameters?: Readonly<Record<string, string | null>> };
  readonly message?: string;
  readonly memoHit?: boolean;
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/** The part of a WorkflowTemplate that says which node is which step. */
export interface WorkflowTemplate {
  readonly spec: { readonly entrypoint: string; readonly onExit?: string; readonly templates: readonly TemplateOfArgo[] };
}

export interface TemplateOfArgo {
  readonly name: string;
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly dag?: { readonly tasks: readonly TaskOfArgo[] };
  readonly steps?: readonly (readonly TaskOfArgo[])[];
  readonly suspend?: object;
}

export interface TaskOfArgo {
  readonly name: string;
  readonly template: string;
  readonly withParam?: string;
}

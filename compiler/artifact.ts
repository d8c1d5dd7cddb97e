/** A file that a target emits; `path` is relative to the output folder, with "/", and `from` names definitions as "flow:churn". */
export interface Artifact {
  readonly path: string;
  /** Of a large platform it is unpacked each time that it is asked for (`openShelf`). */
  readonly text: string;
  readonly from: readonly string[];
}

/** The same file below a folder; its text is not asked for. */
export function below(folder: string, artifact: Artifact): Artifact {
  const { path, from } = artifact;
  return {
    path: `${folder}/${path}`,
    from,
    get text() {
      return artifact.text;
    },
  };
}

/** What a build does, or would do, with one file of the output folder. */
export interface Change {
  readonly path: string;
  readonly action: "create" | "update" | "keep" | "delete";
  readonly bytes: number;
  readonly from: readonly string[];
}

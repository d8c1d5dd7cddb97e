/** One environment, or the config before any is known. */
export interface Pass {
  /** Whose overlays `config()` takes; undefined: none. */
  readonly environment: string | undefined;
  /** Modules of one generation are shared by the files of all passes that name it. */
  readonly generation: number;
}

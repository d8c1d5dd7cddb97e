/** A call in the text that the user wrote: `file` relative to the root with "/", line and column from 1. */
export interface Site {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A call as the child records it: the first number is an index into the files that it names beside its records. */
export type CallNumbers = readonly [file: number, line: number, column: number];

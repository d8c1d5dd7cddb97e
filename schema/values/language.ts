/** The types of values that exist only while a flow runs, as the editor shows them. */
import type * as z from "zod";
import type { ConfigMapValue, SecretValue } from "../words/secret.ts";

declare const value: unique symbol;
declare const condition: unique symbol;
declare const path: unique symbol;
declare const from: unique symbol;
declare const each: unique symbol;

/** A value that exists only while the flow runs. It can be compared, put into template literals, and passed on. */
export interface Ref<T> {
  readonly [value]: T;
  /** Holds when both are the same value. Numbers compare with numbers, text with text. */
  eq(other: NoInfer<T> | Ref<NoInfer<T>>): Condition;
  /** Holds when the two differ. */
  ne(other: NoInfer<T> | Ref<NoInfer<T>>): Condition;
  /** Makes the value part of a text: `` `--day=${params.day}` ``. */
  toString(): string;
}

/** What numbers have beside `eq` and `ne`. */
export interface Ordered {
  /** Holds when this is less than the other. */
  lt(other: number | Ref<number>): Condition;
  /** Holds when this is the other or less. */
  lte(other: number | Ref<number>): Condition;
  /** Holds when this is more than the other. */
  gt(other: number | Ref<number>): Condition;
  /** Holds when this is the other or more. */
  gte(other: number | Ref<number>): Condition;
}

/** What optional values have. */
export interface OrElse<T> {
  /** An optional value is given a default before it is used. */
  orElse(other: T | Ref<T>): Value<T>;
}

/** What objects have beside their fields. */
export interface Fields<T> {
  /** The field of that name, also where the name is one of `eq`, `ne`, `field`, `toString`. */
  field<K extends keyof T & string>(name: K): Value<T[K]>;
}

/** `Ref<T>` with the operations and fields that T has. */
export type Value<T> = Ref<T> &
  // The tuples keep a union such as "a" | "b" whole.
  ([undefined] extends [T]
    ? OrElse<NonNullable<T>>
    : [T] extends [number]
      ? Ordered
      : [T] extends [string]
        ? unknown
        : [T] extends [boolean]
          ? {
              /** The value as a condition: holds when it is true. */
              readonly isTrue: Condition;
            }
          : [T] extends [readonly unknown[]]
            ? {
                /** How many items the list has. */
                readonly length: Value<number>;
              }
            : [T] extends [object]
              ? { readonly [K in keyof T]: Value<T[K]> } & Fields<T>
              : unknown);

/** Something that holds or does not, once the flow runs: for `when` and `until`. */
export interface Condition {
  readonly [condition]: true;
  /** Holds when both do. */
  and(other: Condition): Condition;
  /** Holds when one of the two does. */
  or(other: Condition): Condition;
  /** Holds when this does not. */
  not(): Condition;
}

/** A moment, as RFC 3339 text in UTC. */
export interface Timestamp extends Ref<string> {
  /** The day, in the schedule's zone. */
  readonly date: Value<string>;
}

/** A file or folder that a step leaves behind; `K` names its format. */
export interface Artifact<K extends string> {
  /** Its format, a word for people: "parquet", "onnx". */
  readonly artifact: K;
}
/** An artifact of a step that ran, for the `inputs` of another. */
export interface ArtifactRef<K extends string> {
  /** Its format. */
  readonly format: K;
  readonly [from]: true;
}
/** The artifacts of a loop's items, for the `inputs` of a step: a folder with one entry an item. */
export interface ArtifactListRef<K extends string> {
  /** The format of each. */
  readonly formats: K;
  readonly [each]: true;
}

/** A path inside the step's container, for its command. */
export interface Path {
  readonly [path]: true;
  /** Makes the path part of a text: `` `--out=${outputs.rows.path}` ``. */
  toString(): string;
}

/** A word of a command: text, a number, true or false, a value of the run, a path. */
export type Word = string | number | boolean | Ref<unknown> | Path;
/** What an environment variable holds. */
export type EnvironmentValue = Word | SecretValue | ConfigMapValue;
/** The outputs that a step declares: zod types of values, and artifacts. */
export type Ports = Readonly<Record<string, z.ZodType | Artifact<string>>>;
/** What other steps see of an output. */
export type Seen<P> = P extends Artifact<infer K> ? ArtifactRef<K> : P extends z.ZodType ? Value<z.infer<P>> : never;
/** What a step may take as an input. */
export type Source = Ref<unknown> | ArtifactRef<string> | ArtifactListRef<string> | string | number | boolean;
/** What the step's own command sees of an input: the text of a value, the path of an artifact, the folder of gathered ones. */
export type Inside<S> =
  S extends ArtifactRef<string>
    ? {
        /** Where the artifact lies in the container. */
        readonly path: Path;
      }
    : S extends ArtifactListRef<string>
      ? {
          /** The folder with one entry an item, named by position: 00000, 00001, … */
          readonly paths: Path;
        }
      : S;
/** A value as it is, or as a reference. */
export type Given<T> = T | Ref<T>;

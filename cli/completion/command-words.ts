/** The words that a shell can complete: read from the tree of commands, so that the two never differ. */
import type { RouteMap } from "@stricli/core";
import type { Context } from "../context.ts";

export interface Flag {
  readonly name: string;
  readonly brief: string;
  /** Values that it takes, where it takes one of a few. */
  readonly values: readonly string[];
  readonly takesValue: boolean;
  /** What help writes for a value that is free: "REF". */
  readonly placeholder?: string;
}

export interface CommandWords {
  /** "images set"; empty for the program itself. */
  readonly path: string;
  /** Names of sub-commands, with what each does. */
  readonly commands: readonly { readonly name: string; readonly brief: string }[];
  readonly flags: readonly Flag[];
}

type Target = RouteMap<Context> | ReturnType<RouteMap<Context>["getAllEntries"]>[number]["target"];

/** One entry a command, the program itself first. */
export function commandWords(root: RouteMap<Context>): readonly CommandWords[] {
  return [...walk(root, "")];
}

function* walk(target: Target, path: string): Iterable<CommandWords> {
  if ("getAllEntries" in target) {
    const entries = target.getAllEntries().filter(({ hidden }) => !hidden);
    const help = { name: "help", brief: "Print help information and exit", values: [], takesValue: false };
    const version = { name: "version", brief: "Print version information and exit", values: [], takesValue: false };
    yield {
      path,
      commands: entries.map(({ name, target: { brief } }) => ({ name: name["convert-camel-to-kebab"], brief })),
      flags: path === "" ? [help, version] : [help],
    };
    for (const { name, target: inner } of entries) yield* walk(inner, `${path} ${name["convert-camel-to-kebab"]}`.trim());
    return;
  }
  const flags = Object.entries(target.parameters.flags ?? {}).map(
    ([name, flag]): Flag => ({
      name: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      brief: flag.brief,
      values: flag.kind === "enum" ? flag.values : [],
      takesValue: flag.kind === "enum" || flag.kind === "parsed",
      ...("placeholder" in flag && flag.placeholder !== undefined && { placeholder: flag.placeholder }),
    }),
  );
  yield {
    path,
    commands: [],
    flags: [...flags, { name: "help", brief: "Print help information and exit", values: [], takesValue: false }],
  };
}

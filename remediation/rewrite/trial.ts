/** One trial of an edit: what the platform is with it, and whether that is what was wanted. */
import type { Compiled } from "../../compiler/index.ts";
import type { Flow } from "../../compiler/program.ts";
import { arrivesIn, type Confirmation, confirm, isField, type Located, tells, type Wanted } from "../phases/5-confirm.ts";
import type { Field } from "../proposal.ts";
import { edited, type TextEdit } from "./text-edit.ts";
import { tiedFields } from "./tied-fields.ts";

export interface SearchInput {
  readonly wanted: Wanted;
  /** Derived fields that may move with it. */
  readonly also: readonly Field[];
  /** Fields that go alongside: the same edit may give them their values. */
  readonly alongside: readonly Wanted[];
  /** The platform as it is, all environments of it. */
  readonly before: Compiled;
  /** Compiles the platform with other texts of some files, by path relative to the top. */
  readonly compileWith: (texts: ReadonlyMap<string, string>) => Promise<Compiled>;
  /** Whether the same field may change in all environments. */
  readonly everyEnvironment: boolean;
  /** Whether a new finding is no matter yet: other fields change after this one. */
  readonly unfinished: boolean;
}

/** How an edit says the new value: in the literal that said the old one, in the environment's overlay, or at the step's own call. */
export type Way = "literal" | "overlay" | "override";

export interface Hit {
  readonly edit: TextEdit;
  readonly way: Way;
  /** Why the edit is where it is, in a sentence. */
  readonly because: string;
  /** The platform after the edit. */
  readonly after: Compiled;
  /** Fields that moved with it, beyond those that were allowed to beforehand. */
  readonly also: readonly Field[];
  readonly tried: number;
}

export interface Trial {
  /** exact: the field alone. tied: what is computed from it as well. everywhere: that of other environments as well. */
  readonly kind: "exact" | "tied" | "everywhere" | "none";
  readonly hit: Hit;
  readonly confirmation: Confirmation;
}

/** Gives what tries edits, and counts them. */
export function trialOf(
  { wanted, also, alongside, before, compileWith, unfinished }: SearchInput,
  flow: Flow,
): { readonly run: (edit: TextEdit, way: Way, because: string) => Promise<Trial>; readonly tried: () => number } {
  let tried = 0;
  const elsewhere = before.environments
    .filter(({ name }) => name !== wanted.environment)
    .flatMap(({ name }) => [wanted, ...alongside].map((field): Wanted => ({ ...field, environment: name })));
  const tied = tiedFields(wanted, flow);
  const tiedElsewhere = [...new Set(elsewhere.map(({ environment }) => environment))].flatMap((environment) =>
    tied.map((field) => ({ ...field, environment })),
  );
  return {
    tried: () => tried,
    async run(edit, way, because) {
      tried += 1;
      const after = await compileWith(new Map([[edit.file, edited(before.sources.get(edit.file) ?? "", edit)]]));
      const confirmation = confirm({ wanted: [wanted], also }, before, after);
      const { arrived, fresh } = confirmation;
      const others = confirmation.others.filter((one) => !alongside.some((field) => arrivesIn([one], field)));
      const moved = (fields: readonly Field[]) => fields.filter((field) => others.some((one) => isField(one, field)));
      // Another environment that says something else by intention keeps it.
      const same = elsewhere.filter(
        (field) => arrivesIn(others, field) && others.every((one) => !isField(one, field) || one.change.from === field.from),
      );
      const isTied = (one: Located) => tied.some((field) => isField(one, field));
      const isElsewhere = (one: Located) => same.some((field) => tells(one, field)) || tiedElsewhere.some((field) => isField(one, field));
      const kindOf = (): Trial["kind"] => {
        if (!arrived || (!unfinished && fresh.length > 0)) return "none";
        if (others.length === 0) return "exact";
        if (others.every(isTied)) return "tied";
        return same.length > 0 && others.every((one) => isTied(one) || isElsewhere(one)) ? "everywhere" : "none";
      };
      const kind = kindOf();
      const fields = [
        ...moved(tied),
        ...same.map(({ definition, environment, step, path }) => ({ definition, environment, step, path })),
        ...moved(tiedElsewhere),
      ];
      const more =
        kind === "everywhere"
          ? ` It is said for all environments at once, and changes in ${[...new Set(same.map(({ environment: name }) => `"${name}"`))].join(", ")} as well.`
          : kind === "tied"
            ? " What is computed from it moves with it."
            : "";
      return {
        kind,
        confirmation,
        hit: {
          edit,
          way,
          because: more === "" ? because : `${because.replace(/, and nothing else\.$/, ".")}${more}`,
          after,
          also: fields,
          tried,
        },
      };
    },
  };
}

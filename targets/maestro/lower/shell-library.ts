import { loggedCommandLibrary } from "../../../compiler/shell/logged-command.ts";
import { stepsOf } from "../../steps-of.ts";
import type { Lowering } from "./lowering.ts";
import { travelling, travellingCharacters } from "./travelling.ts";

/** The name of the workflow's parameter that holds the shell functions of all its steps: once, because a request has at most 256 KiB. */
export function shellLibrary(lowering: Lowering): string {
  const { library, params, takeParam } = lowering;
  if (library.current === undefined) {
    library.current = takeParam("shell_library");
    params.set(library.current, { value: travelling(libraryText(lowering)), type: "STRING" });
  }
  return library.current;
}

function libraryText({ plan }: Lowering): string {
  const types = [...stepsOf(plan)].flatMap(({ node }) => Object.values(node.outputs));
  return loggedCommandLibrary(types, travellingCharacters);
}

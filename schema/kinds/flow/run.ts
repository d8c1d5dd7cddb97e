import { reference } from "../../values/reference.ts";

/** Under this key a flow's value holds the tree of what its body returned, for `call`. */
export const RETURNED: unique symbol = Symbol("returned");

/** The run itself, as the body of a flow sees it. */
export function runReferences(): object {
  return {
    id: reference({ op: "run", field: "id" }, { type: "string", minLength: 1, maxLength: 63 }, "run.id"),
    attempt: reference({ op: "run", field: "attempt" }, { type: "integer", minimum: 1 }, "run.attempt"),
    scheduledAt: scheduledAt(),
  };
}

/** The moment at which a run was due: text, with the day in the schedule's zone as `date`. */
export function scheduledAt(): unknown {
  const moment = reference({ op: "run", field: "scheduledAt" }, { type: "string", format: "datetime" }, "run.scheduledAt") as object;
  const date = reference({ op: "run", field: "scheduledDate" }, { type: "string", format: "date" }, "run.scheduledAt.date");
  return new Proxy(moment, { get: (target, key) => (key === "date" ? date : Reflect.get(target, key)) });
}

import type { Dag } from "./dag.ts";
import type { Room } from "./lowering.ts";
import type { Standing, Wire } from "./values.ts";
import { workOut } from "./work-out.ts";

/** Where an expression stands: in a DAG of a flow, which gets a task where one value has to be made of several. */
export function standing(room: Room, dag: Dag): Standing {
  return {
    room,
    workOut: (value, type): Wire => {
      const name = `${room.prefix}value`;
      const [wire] = workOut(dag, { name, path: `${room.path}value`, values: [{ name: "value", value, type }] }).values;
      if (wire === undefined) throw new TypeError("a task that works out one value hands out one");
      return wire;
    },
  };
}

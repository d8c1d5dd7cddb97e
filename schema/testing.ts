/** The words of unit tests of flows: what a test imports from "millwright/testing". */
import { openConfigReader } from "../local/simulate/read-config.ts";
import { provideConfig } from "./words/config.ts";

provideConfig(await openConfigReader());

export { type Fake, type FakeAttempt, type FakeOutputs, fail, ok } from "../local/simulate/fakes.ts";
export {
  type SimulatedAttempt,
  type SimulatedRun,
  type SimulatedStep,
  type SimulateOptions,
  simulate,
} from "../local/simulate/simulate.ts";

/** The words of unit tests of flows: what a test imports from "millwright/testing". */

import { provideConfig } from "../schema/words/config.ts";
import { openConfigReader } from "./simulate/read-config.ts";

provideConfig(await openConfigReader());

export { type Fake, type FakeAttempt, type FakeOutputs, fail, fakes, type OutputsOf, ok, type Success } from "./simulate/fakes.ts";
export {
  type SimulatedAttempt,
  type SimulatedRun,
  type SimulatedStep,
  type SimulateOptions,
  simulate,
} from "./simulate/simulate.ts";

/** The words of unit tests of flows: what a test imports from "millwright/testing". */
export { type Fake, type FakeAttempt, type FakeOutputs, fail, ok } from "../local/simulate/fakes.ts";
export {
  type SimulatedAttempt,
  type SimulatedRun,
  type SimulatedStep,
  type SimulateOptions,
  simulate,
} from "../local/simulate/simulate.ts";

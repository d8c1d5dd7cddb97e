// Every line under an "@ts-expect-error" is a mistake that the editor underlines; `tsc` fails if one of them compiles.
import { artifact, flow, z } from "millwright";
import { fail, fakes, ok, simulate } from "millwright/testing";

const daily = flow(
  "daily",
  { owner: "growth", params: { day: z.iso.date(), size: z.enum(["small", "large"]).default("small") } },
  ({ step }) => {
    step("fit", { image: "i", command: () => ["fit"] });
  },
);

simulate(daily, { params: { day: "2026-11-24", size: "large" }, steps: { fit: [fail("OOMKilled"), ok({}, { takes: "5m" })] } });
// @ts-expect-error the flow has no such parameter
simulate(daily, { params: { dya: "2026-11-24" } });
// @ts-expect-error no member of the enum
simulate(daily, { params: { day: "2026-11-24", size: "huge" } });
// @ts-expect-error no duration
simulate(daily, { steps: { fit: ok({}, { takes: "soon" }) } });
// @ts-expect-error an approval is answered by yes or no
simulate(daily, { approvals: { release: true } });
// @ts-expect-error not a flow
simulate("daily");

const outputs = { fit: { auc: z.number(), note: z.string().optional(), model: artifact("onnx") }, plan: { days: z.array(z.iso.date()) } };
const fitted = flow("fitted", { owner: "growth" }, ({ step }) => {
  const fit = step("fit", { image: "i", outputs: outputs.fit, command: () => ["fit"] });
  return { auc: fit.outputs.auc, model: fit.outputs.model, fit };
});

simulate(fitted, { steps: fakes(outputs, { fit: { auc: 0.9 }, plan: [fail("Evicted"), ok({ days: ["2026-11-24"] }, { takes: "5m" })] }) });
simulate(fitted, {
  steps: { ...fakes(outputs, { fit: ({ attempt }) => ({ auc: attempt, model: "models/1" }) }), "each[0]/plan": { days: [] } },
});
// @ts-expect-error no step of that name declares outputs
fakes(outputs, { fti: { auc: 0.9 } });
// @ts-expect-error an output is missing
fakes(outputs, { fit: {} });
// @ts-expect-error no such output
fakes(outputs, { fit: { auc: 0.9, acu: 1 } });
// @ts-expect-error an output of another type
fakes(outputs, { fit: { auc: "0.9" } });
// @ts-expect-error an output of another type, in one of several attempts
fakes(outputs, { plan: [fail(), ok({ days: "2026-11-24" })] });

const run = simulate(fitted);
const auc: number | undefined = run.outputs?.auc;
const inner: number | undefined = run.outputs?.fit?.outputs?.auc;
const model: string | undefined = run.outputs?.model;
// @ts-expect-error the flow returned a number
const text: string | undefined = run.outputs?.auc;
// @ts-expect-error the flow did not return it
run.outputs?.rows;
export const used = [auc, inner, model, text];

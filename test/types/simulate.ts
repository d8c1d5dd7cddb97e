// Every line under an "@ts-expect-error" is a mistake that the editor underlines; `tsc` fails if one of them compiles.
import { flow, z } from "millwright";
import { fail, ok, simulate } from "millwright/testing";

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

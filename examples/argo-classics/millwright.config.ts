import { argo, platform } from "millwright";

export default platform({
  definitions: ["flows/*.flow.ts"],
  environments: { lab: { namespace: "argo", serviceAccount: "workflow-runner" } },
  targets: [argo({ version: "4.0" })],
});

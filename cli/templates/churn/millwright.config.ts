import { argo, platform } from "millwright";

export default platform({
  definitions: ["flows/*.flow.ts"],
  output: "deploy",
  environments: {
    staging: { namespace: "ml-staging" },
    prod: { namespace: "ml-prod" },
  },
  targets: [argo()],
});

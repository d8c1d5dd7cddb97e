import { argo, kubeflow, maestro, platform } from "millwright";

export default platform({
  definitions: ["pools.ts", "flows/*.flow.ts"],
  environments: {
    staging: { namespace: "ml-staging", serviceAccount: "ml-runner", checkpoints: { claim: "checkpoints" } },
    prod: { namespace: "ml", serviceAccount: "ml-runner", checkpoints: { claim: "checkpoints" }, artifacts: "s3://acme-ml/artifacts" },
  },
  targets: [argo({ version: "4.0" }), kubeflow(), maestro()],
  // Steps run as "ml-runner" on Argo and Kubeflow; Maestro has an account of its own for its pods.
  rules: { "maestro/environment-unused": "off" },
});

/** The schema of the platform's record: what millwright.config.ts says. */
import * as z from "zod";
import { calls, plainText } from "../../words/record.ts";

/** The output folder and the environments become folder names. */
const folderName = z
  .string({ error: "text" })
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, { error: 'a folder name of letters, digits, ".", "_" and "-"' });
const relativeFolder = z
  .string({ error: "text" })
  .refine(
    (folder) =>
      folder !== "" && !folder.startsWith("/") && !folder.includes("\\") && !folder.includes("\0") && !folder.split("/").includes(".."),
    {
      error: "a folder below that of millwright.config.ts",
    },
  );

const environment = z.strictObject({
  namespace: z
    .string({ error: "text" })
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, { error: 'a Kubernetes namespace such as "ml-prod"' }),
  serviceAccount: plainText.exactOptional(),
  namePrefix: z
    .string({ error: "text" })
    .regex(/^[a-z0-9][-a-z0-9]{0,30}$/, { error: 'a prefix of small letters, digits and "-", such as "prod-"' })
    .exactOptional(),
  artifacts: z
    .string({ error: "text" })
    .regex(/^(s3|gs):\/\/[a-z0-9][a-z0-9.-]*(\/[A-Za-z0-9._=-]+)*$/, { error: 'a place such as "s3://acme-ml/artifacts"' })
    .exactOptional(),
  checkpoints: z.strictObject({ claim: plainText }).exactOptional(),
  sample: z.record(plainText, plainText).exactOptional(),
});

const options = z.record(plainText, z.unknown());

const count = z.int({ error: "a whole number" }).min(1, { error: "at least 1" });
const durationText = z.string({ error: "text" }).regex(/^[1-9][0-9]{0,8}(s|m|h|d)$/, { error: 'a duration such as "24h"' });

const remediation = z.strictObject(
  {
    repository: z
      .string({ error: "text" })
      .regex(/^github:[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/, {
        error: 'a repository such as "github:acme/ml-platform"',
      })
      .exactOptional(),
    branch: plainText.exactOptional(),
    classes: z
      .record(plainText, z.union([z.enum(["off", "report"]), count], { error: '"off", "report" or a number of failures' }))
      .exactOptional(),
    most: z.record(plainText, z.union([plainText, z.number()], { error: "an amount" })).exactOptional(),
    pullRequests: z
      .strictObject({ hourly: count.exactOptional(), open: count.exactOptional(), perFlow: count.exactOptional() })
      .exactOptional(),
    coolDown: durationText.exactOptional(),
    everyEnvironment: z.boolean({ error: "true or false" }).exactOptional(),
    dashboard: z.boolean({ error: "true or false" }).exactOptional(),
  },
  { error: 'options such as { repository: "github:acme/ml-platform" }' },
);
export type RemediationRecord = z.infer<typeof remediation>;

const runs = z.strictObject(
  {
    store: z
      .string({ error: "text" })
      .regex(/^(?:s3:\/\/[a-z0-9][a-z0-9.-]*(?:\/[A-Za-z0-9._=-]+)*|(?![A-Za-z][A-Za-z0-9+.-]*:)[^\0]{1,400})$/, {
        error: 'a folder, or a place such as "s3://acme-ml/runs"',
      })
      .exactOptional(),
  },
  { error: 'options such as { store: "s3://acme-ml/runs" }' },
);
export type RunsRecord = z.infer<typeof runs>;

/** The options of `platform()`. */
export const platformOptions = z.strictObject({
  definitions: z.array(plainText, { error: 'a list of patterns such as "flows/*.flow.ts"' }).min(1, { error: "at least one pattern" }),
  output: relativeFolder.exactOptional(),
  environments: z
    .record(folderName, environment, { error: "environments by name" })
    .refine((all) => Object.keys(all).length > 0, { error: "at least one environment" }),
  targets: z
    .array(z.strictObject({ target: plainText, options, external: z.literal(true).exactOptional() }), { error: "a list such as [argo()]" })
    .min(1, { error: "at least one target" }),
  gitops: z.strictObject({ tool: plainText, options }, { error: "what argoCd() or flux() gives" }).exactOptional(),
  remediation: remediation.exactOptional(),
  runs: runs.exactOptional(),
  rules: z.record(plainText, z.enum(["error", "warning", "off"], { error: '"error", "warning" or "off"' })).exactOptional(),
  plugins: z.array(z.strictObject({ plugin: plainText, options })).exactOptional(),
});
export type PlatformRecordOptions = z.infer<typeof platformOptions>;

/** What only the run time writes. */
export const platformFrame = z.strictObject({
  kind: z.literal("platform"),
  name: plainText,
  calls,
  problems: z.unknown(),
  options: z.unknown(),
});

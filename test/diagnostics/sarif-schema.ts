/** What SARIF 2.1.0 and GitHub ask of a log like ours, and nothing besides: a member that is not named here is a mistake of ours. */
import * as z from "zod";

const text = z.strictObject({ text: z.string().min(1) });
const artifactLocation = z.strictObject({ uri: z.string().regex(/^[A-Za-z0-9._~!'()*%/-]+$/), uriBaseId: z.literal("%SRCROOT%") });
const region = z
  .strictObject({
    startLine: z.int().min(1),
    startColumn: z.int().min(1).optional(),
    endLine: z.int().min(1).optional(),
    endColumn: z.int().min(1).optional(),
  })
  .refine(({ startLine, endLine = startLine }) => endLine >= startLine);
const physicalLocation = z.strictObject({ artifactLocation, region });
const replacement = z.strictObject({
  deletedRegion: z.strictObject({ charOffset: z.int().min(0), charLength: z.int().min(0) }),
  insertedContent: z.strictObject({ text: z.string() }),
});

const result = z.strictObject({
  ruleId: z.string().min(1),
  ruleIndex: z.int().min(0),
  level: z.enum(["error", "warning"]),
  message: text,
  locations: z
    .array(
      z.strictObject({ physicalLocation, logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string().min(1) })).optional() }),
    )
    .length(1),
  relatedLocations: z.array(z.strictObject({ id: z.int().min(0), message: text, physicalLocation })).optional(),
  partialFingerprints: z.strictObject({ "millwright/v1": z.string().regex(/^[0-9a-f]{32}(:\d+)?$/) }),
  suppressions: z
    .array(z.strictObject({ kind: z.enum(["inSource", "external"]), status: z.literal("accepted"), justification: z.string() }))
    .optional(),
  fixes: z
    .array(
      z.strictObject({
        description: text,
        artifactChanges: z.array(z.strictObject({ artifactLocation, replacements: z.array(replacement).min(1) })),
      }),
    )
    .optional(),
});

const rule = z.strictObject({
  id: z.string().min(1),
  shortDescription: text,
  help: z.strictObject({ text: z.string().min(1), markdown: z.string().min(1) }).optional(),
});

export const SarifLog = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({ name: z.literal("Millwright"), semanticVersion: z.string(), rules: z.array(rule) }),
        }),
        columnKind: z.literal("utf16CodeUnits"),
        originalUriBaseIds: z.strictObject({ "%SRCROOT%": z.strictObject({ description: text }) }),
        results: z.array(result).max(25_000),
        invocations: z
          .array(
            z.strictObject({
              executionSuccessful: z.literal(true),
              toolExecutionNotifications: z.array(z.strictObject({ level: z.literal("warning"), message: text })),
            }),
          )
          .optional(),
      }),
    )
    .length(1),
});
export type SarifLog = z.infer<typeof SarifLog>;

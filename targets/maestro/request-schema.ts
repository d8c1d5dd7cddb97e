/**
 * JSON Schema of the requests that we emit: closed, so that a slip of ours is found before it is written
 *
 * The same as the types of `schema.ts`. Steps nest, so a step's schema leaves out those within it; `check-request.ts` goes down.
 */
import type { Schema } from "../document-check.ts";

const text: Schema = { type: "string" };
const count: Schema = { type: "integer", minimum: 1 };
const none: Schema = { type: "integer", minimum: 0 };

/** An object with these members and no other; those whose names end with "?" may be missing. */
function object(members: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(members);
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ""), schema])),
    required: entries.map(([name]) => name).filter((name) => !name.endsWith("?")),
  };
}

const steps: Schema = { type: "array", items: { type: "object" }, minItems: 1, maxItems: 300 };
/** A step that another may be named after in SEL: one word, without the two underscores that stand between a step and its parameter. */
const id: Schema = { type: "string", pattern: "^(?![Mm][Aa][Ee][Ss][Tt][Rr][Oo]_)(?!.*__)[a-zA-Z][_a-zA-Z0-9]{0,126}$" };
const name: Schema = { type: "string", pattern: "^.{1,256}$" };

const typed = (type: string, value: Schema): Schema => object({ "value?": value, "expression?": text, type: { const: type } });

/** A parameter without those inside it. */
export const paramSchema: Schema = {
  type: "object",
  required: ["type"],
  discriminator: { propertyName: "type" },
  oneOf: [
    typed("STRING", text),
    typed("STRING_ARRAY", { type: "array", items: text }),
    typed("STRING_MAP", { type: "object", additionalProperties: text }),
    typed("MAP", { type: "object" }),
    typed("BOOLEAN", { type: "boolean" }),
  ],
};

/** Keys of the container: an unknown one passes Maestro's checks, and fails the step when it starts. */
export const containerSchema: Schema = object({
  image: { type: "object" },
  command: { type: "object" },
  args: { type: "object" },
  "env?": { type: "object" },
  "cpu?": { type: "object" },
  "memory?": { type: "object" },
  "disk?": { type: "object" },
});

const common = {
  id,
  name,
  "description?": text,
  transition: object({ "successors?": { type: "object", additionalProperties: text } }),
  "params?": { type: "object" },
} as const satisfies Readonly<Record<string, Schema>>;

const seconds: Schema = { type: "integer", minimum: 1 };
const fixed = object({ type: { const: "FIXED_BACKOFF" }, error_retry_backoff_in_secs: seconds, timeout_retry_backoff_in_secs: seconds });
const exponential = object({
  type: { const: "EXPONENTIAL_BACKOFF" },
  error_retry_backoff_in_secs: seconds,
  error_retry_exponent: count,
  error_retry_limit_in_secs: seconds,
  timeout_retry_backoff_in_secs: seconds,
  timeout_retry_exponent: count,
  timeout_retry_limit_in_secs: seconds,
});
const retryPolicy = object({
  error_retry_limit: none,
  platform_retry_limit: { const: 0 },
  timeout_retry_limit: none,
  "backoff?": { type: "object", discriminator: { propertyName: "type" }, oneOf: [fixed, exponential] },
});

export const stepSchema: Schema = object({
  "step?": {
    type: "object",
    discriminator: { propertyName: "type" },
    oneOf: [
      object({ ...common, type: { const: "NoOp" } }),
      object({ ...common, type: { const: "Kubernetes" }, timeout: seconds, retry_policy: retryPolicy }),
    ],
  },
  "foreach?": object({ ...common, timeout: seconds, concurrency: count, steps }),
});

export const requestSchema: Schema = object({
  properties: object({
    owner: text,
    run_strategy: object({ rule: { enum: ["PARALLEL", "FIRST_ONLY", "LAST_ONLY"] }, "workflow_concurrency?": count }),
    step_concurrency: count,
    "description?": text,
  }),
  workflow: object({
    id: { type: "string", pattern: "^[_a-zA-Z0-9][.\\-_a-zA-Z0-9]{0,127}$" },
    name,
    "description?": text,
    timeout: seconds,
    "time_triggers?": { type: "array", items: object({ type: { const: "CRON" }, cron: text, timezone: text }), minItems: 1 },
    "instance_step_concurrency?": count,
    "params?": { type: "object" },
    steps,
  }),
  millwright: object({ flow: text, source: text, program: text, formatVersion: { const: 1 } }),
});

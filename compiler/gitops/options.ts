/** The options of what applies artifacts from git. */
import * as z from "zod";

const label = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, { error: 'a name of small letters, digits and "-", of at most 63 characters' });
const branch = z
  .string()
  .regex(/^(?!.*(?:\.\.|@\{|\/\/|\.lock(?:\/|$)))[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/, { error: 'a branch such as "main"' });
/** A user name alone, as SSH has it, is no secret. */
const isAddress = (text: string): boolean =>
  /^(?:https?:\/\/|ssh:\/\/(?:[a-z0-9_-]+@)?)[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[A-Za-z0-9._~-]+)+$/.test(text);
const address = z
  .string()
  .refine(isAddress, { error: 'an address without user name and password, such as "https://github.com/acme/ml-platform.git"' });
const addressOrCopy = z.string().refine((text) => isAddress(text) || /^git@[A-Za-z0-9.-]+:[A-Za-z0-9._~/-]+$/.test(text), {
  error:
    'an address without user name and password, such as "https://github.com/acme/ml-platform.git" or "git@github.com:acme/ml-platform.git"',
});
const labelName = z
  .string()
  .regex(/^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/, { error: "the name of a label" });
const labelText = z.string().regex(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/, { error: "the value of a label" });
const cluster = z.string().regex(/^(?:https:\/\/[A-Za-z0-9.:[\]-]+(?:\/[A-Za-z0-9._~/-]*)?|[A-Za-z0-9][A-Za-z0-9._-]{0,252})$/, {
  error: 'the name of a cluster, or its address such as "https://10.0.0.1:6443"',
});

const argoCdEnvironment = z
  .strictObject({
    cluster: cluster.exactOptional(),
    clusters: z
      .record(labelName, labelText)
      .refine((labels) => Object.keys(labels).length > 0, { error: "at least one label: without any, it would be every cluster" })
      .exactOptional(),
    branch: branch.exactOptional(),
    sync: z.enum(["automatic", "manual"], { error: '"automatic" or "manual"' }).exactOptional(),
  })
  .refine(({ cluster: one, clusters }) => one === undefined || clusters === undefined, { error: 'either "cluster" or "clusters"' });

export const argoCdOptions = z.strictObject({
  repository: addressOrCopy,
  branch: branch.default("main"),
  namespace: label.default("argocd"),
  project: label.default("default"),
  name: label.exactOptional(),
  environments: z.record(z.string(), argoCdEnvironment).default({}),
});
export type ArgoCdOptions = z.infer<typeof argoCdOptions>;

const fluxEnvironment = z.strictObject({
  kubeConfig: label.exactOptional(),
  suspended: z.boolean({ error: "true or false" }).exactOptional(),
});

export const fluxOptions = z
  .strictObject({
    repository: address.exactOptional(),
    source: label.exactOptional(),
    branch: branch.default("main"),
    secret: label.exactOptional(),
    namespace: label.default("flux-system"),
    interval: z
      .string()
      .regex(/^[1-9]\d{0,4}[smh]$/, { error: 'a time such as "10m"' })
      .default("10m"),
    name: label.exactOptional(),
    environments: z.record(z.string(), fluxEnvironment).default({}),
  })
  .refine(({ repository, source }) => (repository === undefined) !== (source === undefined), { error: 'either "repository" or "source"' });
export type FluxOptions = z.infer<typeof fluxOptions>;

/** A key of a Kubernetes secret, read when an attempt starts; definitions, records and logs hold its name only. */
export interface SecretValue {
  /** The secret, by name. */
  readonly secret: string;
  /** The key in it. */
  readonly key: string;
}

/** A key of a Kubernetes config map, read when an attempt starts. */
export interface ConfigMapValue {
  /** The config map, by name. */
  readonly configMap: string;
  /** The key in it. */
  readonly key: string;
}

/** The value of `key` in the secret `name`, for an environment variable. */
export function secret(name: string, key: string): SecretValue {
  return { secret: name, key };
}

/** The value of `key` in the config map `name`, for an environment variable. */
export function configMap(name: string, key: string): ConfigMapValue {
  return { configMap: name, key };
}

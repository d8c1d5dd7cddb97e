import type { DataReaders } from "../evaluate/config-file.ts";

/** The readers of data files; each loads its library when it is first used. */
export const dataReaders: DataReaders = {
  toml: async (text, file) => (await import("./toml.ts")).readToml(text, file),
  json: async (text, file) => (await import("./json.ts")).readJson(text, file),
  yaml: async (text, file) => (await import("./read-yaml.ts")).readYaml(text, file),
};

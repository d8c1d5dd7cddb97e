/**
 * Where `config()` reads in a unit test: the file beside the definition, without the overlay of an environment
 *
 * A test evaluates definitions in its own process, as whatever code it imports; nothing is served or locked.
 */
import fs from "node:fs";
import { readJson } from "../../compiler/text/json.ts";
import { openYamlReader } from "../../compiler/text/read-yaml.ts";
import { openTomlReader } from "../../compiler/text/toml.ts";
import { callSites, siteFiles } from "../../schema/recording/sites.ts";
import type { ConfigReader } from "../../schema/words/config.ts";

/** Reads for `config()`; a file that is missing or broken throws, and the test fails with the reason. */
export async function openConfigReader(): Promise<ConfigReader> {
  const readers = [
    [/\.toml$/, await openTomlReader()],
    [/\.json$/, readJson],
    [/\.ya?ml$/, await openYamlReader()],
  ] as const;
  return {
    read(file) {
      const [site] = callSites();
      const definition = site === undefined ? undefined : siteFiles[site[0]];
      const reader = readers.find(([ending]) => ending.test(file))?.[1];
      if (reader === undefined) throw new Error(`config("${file}"): only .toml, .json and .yaml files are read.`);
      const reading = reader(fs.readFileSync(new URL(file, definition), "utf8"), file);
      if ("problem" in reading) throw new Error(`config("${file}"): ${reading.problem.message}`);
      return { data: reading.value };
    },
  };
}

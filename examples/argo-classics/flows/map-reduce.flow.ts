/**
 * Split, map, reduce: a list of parts fans out, and the files of all rounds arrive as one folder.
 *
 * Redoes map-reduce.yaml of Argo's examples.
 */
import { artifact, flow, image, z } from "millwright";

export const mapReduce = flow(
  "map-reduce",
  { owner: "platform-team", params: { parts: z.int().min(1).max(100).default(4) } },
  ({ params, script, forEach }) => {
    const python = image("python");
    const split = script("split", {
      image: python,
      language: "python",
      inputs: { count: params.parts },
      outputs: { names: z.array(z.string()), parts: artifact("folder") },
      source: `
import json, os
os.makedirs(outputs.parts.path, exist_ok=True)
names = [f"part-{n}" for n in range(inputs.count)]
for n, name in enumerate(names):
    with open(os.path.join(outputs.parts.path, name), "w") as out:
        json.dump({"words": 10 * n}, out)
with open(outputs.names.path, "w") as out:
    json.dump(names, out)
`,
    });
    const mapped = forEach("each-part", split.outputs.names, (name) =>
      script("map", {
        image: python,
        language: "python",
        inputs: { name, parts: split.outputs.parts },
        outputs: { result: artifact("json") },
        source: `
import json, os
with open(os.path.join(inputs.parts.path, inputs.name)) as part:
    words = json.load(part)["words"]
with open(outputs.result.path, "w") as out:
    json.dump({"words": words + 1}, out)
`,
      }),
    );
    const total = script("reduce", {
      image: python,
      language: "python",
      inputs: { results: mapped.outputs.result },
      outputs: { words: z.int() },
      source: `
import json, os
words = 0
for entry in sorted(os.listdir(inputs.results.paths)):
    with open(os.path.join(inputs.results.paths, entry)) as result:
        words += json.load(result)["words"]
with open(outputs.words.path, "w") as out:
    out.write(str(words))
`,
    });
    return { words: total.outputs.words };
  },
);

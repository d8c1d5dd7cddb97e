/**
 * A list too long for a value: it travels as a file, and the loop goes over positions in it.
 *
 * Redoes handle-large-output-results.yaml of Argo's examples.
 */
import { artifact, flow, image, z } from "millwright";

export const handleLargeOutputResults = flow("handle-large-output-results", { owner: "platform-team" }, ({ script, forEach, range }) => {
  const python = image("python");
  const listed = script("list", {
    image: python,
    language: "python",
    outputs: { count: z.int().min(0), words: artifact("json") },
    source: `
import json
words = ["ash", "birch", "cedar"]
with open(outputs.words.path, "w") as out:
    json.dump(words, out)
with open(outputs.count.path, "w") as out:
    out.write(str(len(words)))
`,
  });
  forEach("each-word", range(listed.outputs.count), (position) =>
    script("show", {
      image: python,
      language: "python",
      inputs: { position, words: listed.outputs.words },
      source: `
import json
with open(inputs.words.path) as words:
    print(json.load(words)[inputs.position])
`,
    }),
  );
});

/** Bodies that run nothing and pick values: fields of items, parameters, a constant choice; and rounds that see the last one's end. */
import { flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const picks = flow(
  "picks",
  { owner: "ml", params: { word: z.string().default("hej & <hå>"), list: z.array(z.object({ uri: z.string(), rows: z.number() })).default([{ uri: "a'b", rows: 0.5 }]) } },
  ({ params, run, step, forEach, when }) => {
    const uris = forEach("per-item", params.list, (item) => ({ uri: item.uri, half: item.rows }));
    const chosen = when(params.word.eq("x"), () => ({ word: params.word })).otherwise(() => ({
      word: step("make", { image: shell, outputs: { word: z.string() }, command: ({ outputs }) => ["sh", "-c", 'printf "$1" >"$0"', outputs.word.path, "$(HOME) $$ $HOME"] }).outputs.word,
    }));
    step("report", {
      image: shell,
      inputs: { uris: uris.uri, halves: uris.half, word: chosen.word },
      env: { WORD: params.word, PRICE: "$$5 $(WORD)" },
      command: ({ inputs }) => ["sh", "-c", 'printf "%s\\n" "$@" "$WORD" "$PRICE"', "report", inputs.uris, inputs.halves, inputs.word, params.word, params.list, `$(WORD)${run.attempt}$$${params.word}`],
    });
  },
);

export const surroundings = { environment: { namespace: "default" } };

import { flow, image, z } from "millwright";

const nasty = '"]; } digraph { x [URL="javascript:alert(1)"] \\N \\l </svg><script>alert(1)</script> &quot;&#34; `end`';

export const hostile = flow(
  "hostile",
  { owner: `owner ${nasty}`, description: `${nasty} \u202egnp.exe\u202c \u0007 漢字 🜁`, params: { word: z.string().default(nasty) } },
  ({ params, step, when, forEach, approval }) => {
    const asked = approval("ask", { message: nasty });
    when(params.word.eq(nasty), () => {
      step("told", { image: image("churn"), description: nasty, after: [asked], command: () => ["tell", nasty] });
    });
    forEach("each", [nasty, "\n\nend\n"], (word) => step("say", { image: image("churn"), command: () => ["say", word] }));
  },
);

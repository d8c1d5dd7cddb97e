import type { BadInput } from "../bad-input.ts";

/** Texts that are no TypeScript. */
export const syntax: readonly BadInput[] = [
  {
    title: "syntax: unclosed",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = flow(\"a\", { owner: \"ml\" ;\n"},
    finds: ["flows/a.flow.ts:2:42 load/syntax"],
  },
  {
    title: "syntax: token",
    files: {"flows/a.flow.ts":"export const a = @@;\n"},
    finds: ["flows/a.flow.ts:1:19 load/syntax"],
  },
  {
    title: "syntax: type",
    files: {"flows/a.flow.ts":"export const a: = 1;\n"},
    finds: ["flows/a.flow.ts:1:17 load/syntax"],
  },
  {
    title: "syntax: unterminated string",
    files: {"flows/a.flow.ts":"export const a = \"abc;\nconst b = 1;\n"},
    finds: ["flows/a.flow.ts:1:18 load/syntax"],
  },
  {
    title: "syntax: unterminated template",
    files: {"flows/a.flow.ts":"export const a = `abc;\nconst b = 1;\n"},
    finds: ["flows/a.flow.ts:1:23 load/syntax"],
  },
  {
    title: "syntax: dup const",
    files: {"flows/a.flow.ts":"const a = 1;\nconst a = 2;\nexport { a };\n"},
    finds: ["flows/a.flow.ts:2:7 load/syntax"],
  },
  {
    title: "syntax: await in fn",
    files: {"flows/a.flow.ts":"export function a() { await 1; }\n"},
    finds: ["flows/a.flow.ts:1:23 load/syntax"],
  },
  {
    title: "syntax: json file named ts",
    files: {"flows/a.flow.ts":"{ \"a\": 1 }\n"},
    finds: ["flows/a.flow.ts:1:6 load/syntax"],
  },
  {
    title: "syntax: binary",
    files: {"flows/a.flow.ts":"\u0000\u0001\u0002PNG�"},
    finds: ["flows/a.flow.ts:1:1 load/syntax"],
  },
  {
    title: "syntax: only BOM and CRLF",
    files: {"flows/a.flow.ts":"﻿\r\nexport const a = ;\r\n"},
    finds: ["flows/a.flow.ts:2:18 load/syntax"],
  },
  {
    title: "syntax: merge",
    files: {"flows/a.flow.ts":"<<<<<<< HEAD\nexport const a = 1;\n=======\n"},
    finds: ["flows/a.flow.ts:1:1 load/syntax"],
  },
];

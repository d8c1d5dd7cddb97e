import { commentOnRun } from "./comment-on-run.ts";

process.exitCode = await commentOnRun({ environment: process.env, write: (text) => process.stdout.write(text) });

import { checkPlatform } from "./check-platform.ts";

process.exitCode = await checkPlatform({ environment: process.env, write: (text) => process.stdout.write(text) });

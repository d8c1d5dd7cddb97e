/** Entry of the locked child: the language's run time and the loop that evaluates, in one bundle that reads no other file. */
import * as zod from "zod";
import * as schema from "../../schema/index.ts";
import { takeRecording } from "../../schema/recording/recording.ts";
import { callSites, siteFiles } from "../../schema/recording/sites.ts";
import { known } from "../../schema/values/reference.ts";
import { runChild } from "./child/run-child.ts";

// Where `config()` reads from is decided here, not by a definition.
const { provideConfig, ...words } = schema;

// zod would make code from text, which is refused here.
zod.config({ jitless: true });

await runChild({ words, zod, known, callSites, siteFiles, provideConfig, takeRecording });

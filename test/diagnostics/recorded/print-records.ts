/** Prints what was recorded of the flow beside this file, as JSON. */
import { takeRecording } from "../../../schema/recording/recording.ts";
import * as definitions from "./every-word.flow.ts";

process.stdout.write(JSON.stringify(takeRecording(definitions)));

import type { Compiled } from "../../compiler/index.ts";
import { openStore } from "../../runs/store/open-store.ts";
import { PlaceFault } from "../../runs/store/place.ts";
import type { RecordStore } from "../../runs/store/record-store.ts";
import { type Context, exit } from "../context.ts";
import { sayFindings } from "../servers/say-findings.ts";
import { storeUnusable } from "../usage-diagnostics.ts";

/** The store of run records that the platform names. */
export function openRuns(context: Context, root: string, configuration: Compiled["configuration"]): RecordStore {
  return openStore({ root, store: configuration?.runs.store, environment: context.environment });
}

/** Does what needs the store; where that cannot be used, says so, and the command ends with findings. */
export async function withRuns<T>(context: Context, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof PlaceFault)) throw error;
    const { place, reason, help } = error;
    await sayFindings(context, [storeUnusable.at(null, { place, reason }, { help })], new Map());
    context.process.exitCode = exit.findings;
    return undefined;
  }
}

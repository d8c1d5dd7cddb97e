import type { Context, Stream } from "./context.ts";
import type { Style } from "./services.ts";

/** How to write for the person at `stream`: colour only on a terminal, unless NO_COLOR or FORCE_COLOR say otherwise. */
export function styleFor(stream: Stream, environment: Context["environment"]): Style {
  return { colour: wantsColour(stream, environment), width: Math.max(40, Math.min(stream.columns ?? 100, 200)) };
}

function wantsColour({ isTTY }: Stream, { NO_COLOR, FORCE_COLOR, TERM }: Context["environment"]): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTTY === true && TERM !== "dumb";
}

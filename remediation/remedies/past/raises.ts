import type { PastAttempt, StepHistory } from "../../../runs/step-history.ts";
import { atMost, inDuration } from "../raise.ts";

type Limit = "limitMemoryBytes" | "timeoutSeconds";

/** After two raises of a limit, the sentence that says so, with the limits and what was reached under each; undefined before. */
export function raisedTwice(history: StepHistory | undefined, limit: Limit): string | undefined {
  const spans = spansOf(history?.attempts ?? [], limit);
  const raises = spans.filter((span, index) => index > 0 && span.limit > (spans[index - 1]?.limit ?? 0)).length;
  if (raises < 2) return undefined;
  const say = limit === "limitMemoryBytes" ? atMost : inDuration;
  const reached = spans
    .map(({ limit: most, reached: found }) => (found === 0 ? say(most) : `${say(most)} (reached ${say(found)})`))
    .join(", then ");
  return limit === "limitMemoryBytes"
    ? `The memory was raised ${raises} times already: ${reached}. This looks like a leak, or like a skew of the data.`
    : `The timeout was raised ${raises} times already: ${reached}. This looks like work that grows, or that hangs.`;
}

interface Span {
  readonly limit: number;
  readonly reached: number;
}

/** The limits one after the other, with the most that was used under each. */
function spansOf(attempts: readonly PastAttempt[], limit: Limit): readonly Span[] {
  const spans: Span[] = [];
  for (const attempt of attempts) {
    const value = attempt[limit];
    if (value === null) continue;
    const used = (limit === "limitMemoryBytes" ? attempt.peakMemoryBytes : Math.round(attempt.seconds ?? 0)) ?? 0;
    const last = spans.at(-1);
    if (last?.limit === value) spans[spans.length - 1] = { limit: value, reached: Math.max(last.reached, used) };
    else spans.push({ limit: value, reached: used });
  }
  return spans;
}

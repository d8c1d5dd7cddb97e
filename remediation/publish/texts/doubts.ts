/** What would make a change wrong, by the beginning of the class's name: what a reviewer should look at, because no platform measures it. */
const doubts: readonly (readonly [begins: string, text: string])[] = [
  ["mem.cuda_oom", "A batch or a model that grew by accident, or another process on the same GPU: then the size is not what is wrong."],
  ["mem.driver_result", "A `collect()` that should not be there: then the result grows with the data, and so would this limit."],
  [
    "mem.",
    "A leak, or one partition that is far larger than the others: then the next limit is reached as well. Look at memory over time, and at the largest input.",
  ],
  ["disk.", "Files that are written and never removed: then the next limit is reached as well."],
  ["time.", "A step that hangs, or waits for something that never comes: then more time only ends later."],
  ["net.rate_limit", "A limit that somebody else uses up: then slower is not enough."],
  ["net.", "A service that is gone for good, or an address that is wrong: then trying again only fails later."],
  ["node.", "A step that takes its node down itself, or that is not safe to run twice: then trying again does harm."],
  ["sched.", "A quota that is too small on purpose: then the request should stay as it is."],
  ["spark.", "One key that holds most of the data: then the next limit is reached as well."],
  ["worker.", "Work that should not be done in a request: then the limit is right, and the code is not."],
  ["image.", "A tag that was moved by mistake: then the image should be put back."],
];

/** One sentence of Markdown of our own. */
export function doubtOf(name: string): string {
  return (
    doubts.find(([begins]) => name.startsWith(begins))?.[1] ??
    "A cause that only looks like this class: then the next run fails in the same way."
  );
}

/** Phase 1: opens what was named and gives what is to be judged. The only phase that reads. */
import { collect, type Input, peek, textOf, type Unread } from "../../runs/read/bytes/input.ts";
import { openInputs } from "../../runs/read/bytes/open-inputs.ts";
import { documentsOf } from "../../runs/read/documents.ts";
import type { Fact, Observation, Subject } from "../../runs/read/observation.ts";
import { readDocuments } from "../../runs/read/read-document.ts";
import { type Digest, emptyDigest } from "../text/digest.ts";
import type { Rulebook } from "../text/rulebook.ts";
import { sieveOf } from "../text/sift.ts";
import { type Group, groupsOf, type ReadInput } from "./group-inputs.ts";

export interface ReadOptions {
  readonly rulebook: Rulebook;
  readonly standardInput: AsyncIterable<Uint8Array>;
  readonly onUnread: (unread: Unread) => void;
}

/** Larger data is read as text. */
const mostData = 1 << 26;
/** How many logs of one folder are held until it is known whether they belong to one run. */
const mostHeld = 64;

/** What is to be judged, one group a verdict. Logs without any record of the platform beside them stand for themselves. */
export async function* readGroups(paths: readonly string[], options: ReadOptions): AsyncGenerator<Group> {
  let argument: string | undefined;
  let held: ReadInput[] = [];
  let isOneRun = true;
  for await (const opened of openInputs(paths, options)) {
    if (opened.argument !== argument) {
      yield* groupsOf(held);
      [argument, held, isOneRun] = [opened.argument, [], true];
    }
    const read = await readInput(opened, options.rulebook);
    const isText = read.observation === undefined;
    if (isText && !isOneRun) yield* groupsOf([read]);
    else held.push(read);
    if (isOneRun && held.length > mostHeld && held.every(({ observation }) => observation === undefined)) {
      yield* groupsOf(held);
      [held, isOneRun] = [[], false];
    }
  }
  yield* groupsOf(held);
}

async function readInput(input: Input, rulebook: Rulebook): Promise<ReadInput> {
  const { head, bytes } = await peek(input.bytes, 4096);
  if (!mayBeData(head)) return { name: input.name, observation: undefined, digest: await digestOf(bytes, rulebook) };
  const collected = await collect(bytes, mostData);
  if ("begun" in collected) return { name: input.name, observation: undefined, digest: await digestOf(collected.begun, rulebook) };
  const text = textOf(collected.whole);
  const documents = await documentsOf(text);
  const observation = documents === undefined ? undefined : readDocuments(documents, input.name);
  if (observation !== undefined && observation.subjects.length > 0)
    return { name: input.name, observation: located(observation, text), digest: emptyDigest };
  return { name: input.name, observation: undefined, digest: await digestOf(once(collected.whole), rulebook) };
}

/** A quick look: data begins with a brace, a bracket, or a name and a colon. */
function mayBeData(head: Uint8Array): boolean {
  const text = textOf(head).trimStart();
  return /^(?:[[{]|---|- apiVersion:|apiVersion:|kind:|items:|metadata:)/.test(text);
}

async function digestOf(bytes: AsyncIterable<Uint8Array>, { automaton }: Rulebook): Promise<Digest> {
  const sieve = sieveOf(automaton);
  for await (const chunk of bytes) sieve.feed(chunk);
  return sieve.end();
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The facts with the lines that they stand in, as far as they are found again. */
function located(observation: Observation, text: string): Observation {
  const lines = text.split("\n");
  const locate = (fact: Fact): Fact => {
    const reason =
      fact.reason === null ? undefined : lines.findIndex((line) => /"?reason"?:/.test(line) && line.includes(fact.reason ?? ""));
    const start = fact.message.slice(0, 24).split("\n")[0]?.trim() ?? "";
    const message = start.length > 2 ? lines.findIndex((line) => line.includes(start)) : undefined;
    const found = [message, reason].find((index) => index !== undefined && index >= 0);
    return found === undefined || fact.line !== null ? fact : { ...fact, line: found + 1 };
  };
  return { ...observation, subjects: observation.subjects.map((subject): Subject => ({ ...subject, facts: subject.facts.map(locate) })) };
}

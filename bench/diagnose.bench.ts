/** `millwright diagnose`: triage of long logs at 200 MB/s on one core, in bounded memory; a verdict in 20 ms beyond reading, start-up included in 400 ms. */
import fs from "node:fs";
import path from "node:path";
import { modelCard, openClassifier } from "../remediation/model/classifier.ts";
import { diagnose } from "../remediation/phases/2-diagnose.ts";
import { rulebookOf } from "../remediation/text/rulebook.ts";
import { sieveOf } from "../remediation/text/sift.ts";
import { randomOf } from "../remediation/training/random.ts";
import { filled, noise, templatesOf } from "../remediation/training/templates.ts";
import { say } from "./support/claim.ts";
import { leastCosts } from "./support/measure.ts";
import { millwright, temporaryFolder } from "./support/platforms.ts";

const random = randomOf(1);
const failure = filled(templatesOf("mem.cuda_oom")[0] ?? "", random);
const block = Buffer.from(`${noise(4000, random).join("\n")}\n`);
const rulebook = rulebookOf();

function siftOnce(blocks: number): { readonly rate: number; readonly digest: ReturnType<ReturnType<typeof sieveOf>["end"]> } {
  const sieve = sieveOf(rulebook.automaton);
  const started = process.cpuUsage();
  for (let index = 0; index < blocks; index++) sieve.feed(block);
  const { user, system } = process.cpuUsage(started);
  sieve.feed(Buffer.from(`${failure}\n`));
  return { rate: (blocks * block.length) / (user + system), digest: sieve.end() };
}

const rounds = [...Array(5).keys()].map(() => siftOnce(400));
const best = Math.max(...rounds.map(({ rate }) => rate));
const [{ digest } = siftOnce(1)] = rounds;
say({ claim: "time to sift 200 MB of log on one core", value: 200 / best, most: 1, unit: "s", from: `${best.toFixed(0)} MB/s` });

const card = modelCard();
const tools = { rulebook, card, classifier: await openClassifier(card) };
const times: number[] = [];
for (let index = 0; index < 10; index++) {
  const started = performance.now();
  await diagnose({ input: "log", subject: null, digest }, tools);
  times.push(performance.now() - started);
}
say({ claim: "a verdict beyond reading", value: Math.min(...times), most: 20, unit: "ms", from: `${digest.lines.length} lines kept` });

const folder = temporaryFolder();
const log = path.join(folder, "train.log");
fs.writeFileSync(log, `${noise(200, random).join("\n")}\n${failure}\n`);
// A verdict on a failure ends with 1, which is no failure of the measurement.
const words = ["bash", "-c", '"$@" || true', "bash", process.execPath, millwright, "diagnose", log, "--json"];
const { whole } = await leastCosts({ whole: { words, folder } }, 10);
say({ claim: "a verdict, start-up included", value: whole.cpu, most: 0.4, unit: "s" });

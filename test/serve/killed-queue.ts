/** A server's work on its queue, killed by itself after so many steps on the disk: `node killed-queue.ts FOLDER STEPS`. Says on standard output what it was told. */
import fs from "node:fs";
import { openQueue } from "../../remediation/serve/queue.ts";

const [folder = "", steps = "0"] = process.argv.slice(2);
let left = Number(steps);
const say = (text: string): void => {
  fs.writeSync(1, `${text}\n`);
};
const queue = openQueue({
  folder,
  now: () => Date.now(),
  mostAttempts: 99,
  mostWaiting: 99,
  firstWait: 0,
  onStep() {
    if (left-- === 0) process.kill(process.pid, "SIGKILL");
  },
});
for (const digit of ["1", "2"]) {
  const id = digit.repeat(32);
  if (queue.accept({ id, source: "test", wish: { kind: "run", environment: "prod", flow: "churn", run: `churn-${digit}` } }) !== "full")
    say(`accepted ${digit}`);
}
for (;;) {
  const begun = queue.begin();
  if (begun === undefined) break;
  say(`ran ${begun.id[0]}`);
  queue.succeed(begun.id);
}
say("end");

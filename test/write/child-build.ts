/**
 * Builds in a process of its own, as often as asked, and kills itself before the n-th step that changes the disk (0: never)
 *
 * Takes one JSON argument, prints the codes of all findings.
 */
import fs from "node:fs";
import { applyWrite, planWrite } from "../../compiler/phases/7-write.ts";
import { watchedDisk } from "./failing-disk.ts";

const { folder, files, kill, times } = JSON.parse(process.argv[2] ?? "") as {
  folder: string;
  files: Record<string, string>;
  kill: number;
  times: number;
};
const artifacts = Object.entries(files).map(([path, text]) => ({ path, text, from: [`flow:${path.replace(/^.*\/|\..*$/g, "")}`] }));
const disk = watchedDisk(({ count, path, text }) => {
  if (count !== kill) return;
  // Not even the call itself need be whole.
  try {
    if (text !== undefined) fs.writeFileSync(path, text.slice(0, text.length / 2), { flag: "wx" });
  } catch {
    // It is there already.
  }
  process.kill(process.pid, "SIGKILL");
  for (;;); // The signal is on its way.
});

const codes: string[] = [];
for (let time = 0; time < times; time += 1) {
  const plan = await planWrite({ folder, artifacts }, { disk, wait: 20_000 });
  codes.push(
    ...[...plan.diagnostics, ...(await applyWrite(plan, { disk, wait: 20_000 }))].map(({ code, message }) => `${code} ${message}`),
  );
}
process.stdout.write(JSON.stringify(codes));

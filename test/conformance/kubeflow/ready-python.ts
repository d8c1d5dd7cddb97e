import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../cache.ts";
import type { Unavailable } from "../checker.ts";
import { isMissing, runProgram } from "../run-program.ts";

const requirements = join(import.meta.dirname, "requirements.txt");

/**
 * A Python with Kubeflow's packages, from the cache or made once. Gives the reason when the machine lacks what it takes (Python, the packages); throws when
 * the packages do not fit together, which is our mistake.
 */
export async function readyPython(): Promise<{ readonly python: string } | Unavailable> {
  const folder = await cacheFolder(import.meta.dirname, /^requirements\.txt$/);
  const python = join("bin", "python");
  if (existsSync(folder)) return { python: join(folder, python) };
  const unfinished = `${folder}.${process.pid}`;
  try {
    await mkdir(join(folder, ".."), { recursive: true });
    // Scripts of an environment hold its path, programs do not: only the latter are used once it has been moved.
    const made = await runProgram("python3", ["-m", "venv", unfinished], import.meta.dirname);
    if (isMissing(made)) return { reason: `"python3" is not on the PATH` };
    if (made.status !== 0) return { reason: `python3 makes no environment: ${lastLine(made.stderr || made.stdout)}` };
    process.stderr.write("installing Kubeflow's Python packages, once for these versions; this takes about a minute\n");
    const installed = await runProgram(
      join(unfinished, python),
      ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
      import.meta.dirname,
    );
    if (installed.status !== 0) {
      const reason = lastLine(installed.stderr);
      if (/No matching distribution|Could not find a version|connection|resolve|Temporary failure|timed out/i.test(installed.stderr))
        return { reason: `Kubeflow's Python packages cannot be downloaded: ${reason}` };
      throw new Error(`The packages of ${await readFile(requirements, "utf8")} do not install:\n${installed.stderr}`);
    }
    await rename(unfinished, folder).catch((error: unknown) => {
      // Another run may have finished the same first.
      if (!existsSync(folder)) throw error;
    });
    return { python: join(folder, python) };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

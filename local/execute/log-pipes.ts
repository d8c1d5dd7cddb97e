/**
 * The pipes that commands write into: one for both streams, so that lines stay in their order
 *
 * Named pipes, used again by one attempt after another. What Node itself would hand a command is a socket, and `echo … >/dev/stderr` cannot open one; in a pod it is a pipe.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

export interface LogPipe {
  /** What a command gets for its streams; whoever starts it closes it here after that. */
  readonly writer: number;
  /** Settles once every process that had the other end has closed it, or `giveUp` was called. */
  readonly drained: Promise<void>;
  readonly giveUp: () => void;
}

export interface LogPipes {
  /** Opens a pipe whose text goes to `take`, piece by piece. Throws where this system has none. */
  readonly open: (take: (piece: Uint8Array) => void) => LogPipe;
  readonly close: () => void;
}

export function openLogPipes(): LogPipes {
  let folder: string | undefined;
  let count = 0;
  const idle: string[] = [];
  const make = (): string => {
    folder ??= fs.mkdtempSync(path.join(os.tmpdir(), "millwright-logs-"));
    const file = path.join(folder, String(count++));
    const { error, status, stderr } = spawnSync("mkfifo", ["-m", "600", file], { encoding: "utf8" });
    if (error !== undefined || status !== 0) throw new Error(`no pipe can be made for its log: ${error?.message ?? stderr.trim()}`);
    return file;
  };
  return {
    open(take) {
      const file = idle.pop() ?? make();
      const reader = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
      const writer = fs.openSync(file, fs.constants.O_WRONLY);
      const stream = new net.Socket({ fd: reader, readable: true, writable: false });
      stream.on("data", take);
      stream.on("error", () => undefined);
      const drained = new Promise<void>((resolve) => {
        stream.once("close", () => {
          idle.push(file);
          resolve();
        });
      });
      return { writer, drained, giveUp: () => void stream.destroy() };
    },
    close() {
      if (folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
      folder = undefined;
      idle.length = 0;
    },
  };
}

import fs from "node:fs";
import path from "node:path";

/** Replaces a file whole, and is on the disk when it returns. `onStep` is called after each step. Throws what the disk refuses. */
export function replaceDurably(file: string, text: string, onStep: () => void): void {
  const temporary = `${file}.tmp`;
  try {
    const handle = fs.openSync(temporary, "w", 0o600);
    try {
      fs.writeFileSync(handle, text);
      onStep();
      fs.fsyncSync(handle);
      onStep();
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(temporary, file);
    onStep();
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  // The name is on the disk only when its folder is.
  const folder = fs.openSync(path.dirname(file), "r");
  try {
    fs.fsyncSync(folder);
    onStep();
  } finally {
    fs.closeSync(folder);
  }
}

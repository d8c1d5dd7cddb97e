import { rulesOf } from "./rule.ts";

/** Shared memory (/dev/shm) is full. */
export const memShm = rulesOf("mem.shm", {
  "shared-memory": {
    strength: 3,
    says: [
      "insufficient shared memory",
      "out of shared memory",
      "raise your shared memory limit",
      "unable to open shared memory object",
      "unable to write to file </torch_",
      "unable to mmap * </torch_",
      "unable to resize file </torch_",
      "shared memory object </torch_",
      "shared memory segment",
      "killed by signal: bus error",
      "unexpected bus error",
      "/dev/shm * no space left",
      "no space left * /dev/shm",
      "error while creating shared memory",
      "failed to allocate shared memory",
      "dev/shm/nccl",
      "/dev/shm has only",
      "shm size",
    ],
  },
  semaphore: {
    strength: 3,
    says: ["no space left on device", "errno 28"],
    along: ["semlock", "_multiprocessing", "</torch_", "/dev/shm", "share_fd", "share_filename"],
  },
  "bus-error": {
    strength: 2,
    says: ["bus error (core dumped)", "signal 7 (sigbus)", "exitcode: -7", "exitcode : -7"],
  },
});

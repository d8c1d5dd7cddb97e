import { rulesOf } from "./rule.ts";

/** A volume or disk is full. */
export const diskNoSpace = rulesOf("disk.no_space", {
  full: {
    strength: 3,
    says: ["no space left on device", "errno 28", "enospc"],
    notAlong: ["semlock", "</torch_", "/dev/shm", "share_fd"],
  },
  "full-otherwise": {
    strength: 3,
    says: [
      "disk quota exceeded",
      "not enough space on the disk",
      "not enough disk space",
      "insufficient disk space",
      "out of disk space",
      "disk is full",
      "disk full",
      "filesystem is full",
      "file system is full",
      "pytorchstreamwriter failed writing file",
      "diskoutofspace",
      "no space left on volume",
      "no usable temporary directory",
      "database or disk is full",
      "not enough free space",
      "insufficient free space",
      "exceeds available disk",
      "volume is full",
    ],
  },
  "nearly-full": {
    strength: 2,
    says: ["object creation will fail if spilling is required", "file write failed", "no space left"],
  },
});

import { rulesOf } from "./rule.ts";

/** A heap with a limit of its own is full: that of a JVM, or of V8. */
export const memJvmHeap = rulesOf("mem.jvm_heap", {
  heap: {
    strength: 3,
    says: [
      "outofmemoryerror: java heap space",
      "outofmemoryerror: gc overhead limit exceeded",
      "gc overhead limit exceeded",
      "outofmemoryerror: metaspace",
      "outofmemoryerror: permgen space",
      "outofmemoryerror: direct buffer memory",
      "outofmemoryerror: cannot reserve * direct buffer memory",
      "outofmemoryerror: requested array size exceeds vm limit",
      "outofmemoryerror: compressed class space",
      "outofmemoryerror: native memory",
      "javascript heap out of memory",
      "reached heap limit",
      "ineffective mark-compacts near heap limit",
      "javascript heap * fatal error",
      "sparkoutofmemoryerror",
      "unable to acquire * bytes of memory",
      "not enough memory to build and broadcast",
      "terminating due to java.lang.outofmemoryerror",
      "outofdirectmemoryerror",
      "exited with code 52",
      "exit code 52",
      "exit code: 52",
      "java heap space",
    ],
  },
  "out-of-memory-error": {
    strength: 2,
    says: ["java.lang.outofmemoryerror", "-xx:onoutofmemoryerror", "kill -9 * outofmemoryerror", "caused by: * outofmemoryerror"],
  },
});

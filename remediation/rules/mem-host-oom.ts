import { rulesOf } from "./rule.ts";

/** The memory of a whole node or process is full, not of one limited container. */
export const memHostOom = rulesOf("mem.host_oom", {
  "node-low": {
    strength: 3,
    says: [
      "running low on memory",
      "killed due to memory pressure",
      "node_out_of_memory",
      "low on resource: memory",
      "node had condition: [memorypressure]",
      "due to low memory on the node",
      "system oom encountered",
      "systemoom",
      "constraint=constraint_none",
      "global_oom",
      "memory usage threshold * killed",
      "worker exceeded 95% memory budget",
      "exceeded * memory budget. restarting",
      "task was killed due to the node",
      "ray.exceptions.outofmemoryerror",
    ],
  },
  kernel: {
    strength: 3,
    says: ["out of memory: kill process", "out of memory: killed process"],
    unless: ["memory cgroup"],
  },
  allocation: {
    strength: 2,
    says: [
      "memoryerror",
      "arraymemoryerror",
      "unable to allocate * for an array",
      "errno 12",
      "defaultcpuallocator: cant allocate memory",
      "defaultcpuallocator: not enough memory",
      "std::bad_alloc",
      "insufficient memory for the java runtime environment",
      "cannot allocate memory",
      "outofmemoryexception: out of memory error",
      "out of memory error: could not allocate",
      "failed to allocate memory",
      "oserror: cannot allocate memory",
      "not enough memory: you tried to allocate",
      "fork: cannot allocate memory",
    ],
    unless: ["outofmemoryerror"],
  },
});

/** The rules, by logs of our own making: the templates that the classifier is trained with, filled with other words. */
import { expect, it } from "vitest";
import { failureClasses } from "../../remediation/classes.ts";
import { textRules } from "../../remediation/rules/index.ts";
import { linesOf } from "../../remediation/text/digest.ts";
import { rulebookOf } from "../../remediation/text/rulebook.ts";
import { buried, templateSamples } from "../../remediation/training/samples.ts";
import { rankCauses } from "../../remediation/weigh/rank-causes.ts";

const rulebook = rulebookOf();

function named(text: string): string | undefined {
  return rankCauses(rulebook.hits(linesOf(Buffer.from(text), 1)))[0]?.class;
}

it("names the class of each template, and nothing particular in a log of a run that went well", () => {
  const wrong = templateSamples(1, 41).flatMap(({ class: name, lines, source }) => {
    const [cause] = rankCauses(rulebook.hits(lines));
    const found = cause === undefined || cause.strength === 1 ? "benign" : cause.class;
    return found === name ? [] : [`${source}: ${found}`];
  });
  expect(wrong).toEqual([]);
});

it("names the same in the middle of hundreds of lines of other programs, but for one in fifty", () => {
  const samples = templateSamples(1, 43).filter(({ class: name }) => name !== "benign");
  const right = samples.filter((sample, index) => rankCauses(rulebook.hits(buried(sample, index).lines))[0]?.class === sample.class);
  expect(right.length / samples.length).toBeGreaterThan(0.98);
});

it("has rules for every class but the benign one, each with words of its own", () => {
  expect(new Set(textRules.map((rule) => rule.class))).toEqual(new Set(failureClasses.filter((name) => name !== "benign")));
  expect(textRules.flatMap(({ id, says }) => (says.length === 0 || new Set(says).size < says.length ? [id] : []))).toEqual([]);
  expect(new Set(textRules.map(({ id }) => id)).size).toBe(textRules.length);
});

it("writes patterns as lines are normalised: lower case, no quotes, single blanks", () => {
  const patterns = textRules.flatMap(({ says, unless, along, notAlong }) => [...says, ...unless, ...along, ...notAlong]);
  expect(patterns.filter((pattern) => pattern !== pattern.toLowerCase() || /["'`\\]| {2}|[^ -~]/.test(pattern))).toEqual([]);
});

it.each([
  [
    "a heap that is full misses heartbeats",
    "java.lang.OutOfMemoryError: Java heap space\nExecutor heartbeat timed out after 130000 ms",
    "mem.jvm_heap",
  ],
  [
    "a broken GPU also fails to allocate",
    "CUDA out of memory. Tried to allocate 2 GiB\nCUDA error: uncorrectable ECC error encountered",
    "hw.gpu_fault",
  ],
  ["a quota is no rate limit", 'code: 429\npods "a" is forbidden: exceeded quota: compute, requested: cpu=4', "sched.quota"],
  [
    "a full /dev/shm is no full disk",
    "unable to open shared memory object </torch_1_2> in read/write mode: No space left on device",
    "mem.shm",
  ],
  ["a wrong name is also denied", "manifest unknown\nunauthorized: authentication required", "image.pull"],
  [
    "a kill for memory loses shuffle files",
    "Container killed by YARN for exceeding memory limits.\nFetchFailed(BlockManagerId(4, h, 1))",
    "mem.spark_overhead",
  ],
  [
    "the control plane's taint is always there",
    "0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 Insufficient cpu.",
    "sched.insufficient",
  ],
])("knows causes from consequences: %s", (_, text, expected) => {
  expect(named(text)).toBe(expected);
});

it("does not take the errors of a web server, a phone or a login for the run's own", () => {
  const lines = [
    "[Sun Dec 04 04:47:44 2005] [error] [client 10.0.0.1] File does not exist: /var/www/html/a",
    "03-17 16:13:38.811  1702  2395 W ActivityManager: Unable to start service Intent: secret x not found",
    "Jun 14 15:16:01 combo sshd(pam_unix)[19939]: authentication failed; connection refused",
  ];
  expect(named(lines.join("\n"))).toBeUndefined();
  expect(named("Jun 14 15:16:01 node7 kernel: NVRM: Xid (PCI:0000:3b:00): 79, GPU has fallen off the bus.")).toBe("hw.gpu_fault");
});

/**
 * Whether a line was written by a program that runs no workload and no platform of ours: a mail of cron, a phone's log, a web server's.
 *
 * Logs that were collected from a whole machine are full of them, and their errors are nobody's failure here. Every expression is anchored and bounded.
 */
export function isForeign(line: string): boolean {
  const program = syslogProgram(line);
  if (program !== undefined) return !ofPlatform.some((own) => program.startsWith(own));
  return shapes.some((shape) => shape.test(line.slice(0, 200)));
}

/** Programs whose messages in a syslog can tell why a workload ended. */
const ofPlatform = [
  "kernel:",
  "kernel[",
  "kubelet",
  "containerd",
  "dockerd",
  "docker",
  "crio",
  "slurm",
  "nvidia",
  "systemd-oomd",
  "k3s",
  "python",
  "java",
];

const bsdSyslog =
  /^(?:[A-Z][a-z]{2} [ 0-9]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]{0,7}[+-]\d\d:\d\d) [\w.:-]{1,64} ([\w./()-]{1,48}(?: [\w.]{1,16})?(?:\[|:))/;

function syslogProgram(line: string): string | undefined {
  const program = bsdSyslog.exec(line.slice(0, 200))?.[1];
  // On a Mac the kernel numbers itself, and tells of its own hardware only.
  return program === "kernel[" && /kernel\[0\]/.test(line.slice(0, 120)) ? "mac" : program;
}

const shapes: readonly RegExp[] = [
  // The data nodes of HDFS.
  /^\d{6} \d{6} \d{1,6} (?:INFO|WARN|ERROR) dfs\./,
  // ZooKeeper's servers.
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - (?:INFO|WARN|ERROR) {1,2}\[[^\]]{0,120}(?:Quorum|NIOServer|Zoo|RecvWorker|SendWorker|SessionTracker|ProcessThread|Listener|FastLeader|Learner)/,
  // OpenStack's compute service.
  /^(?:nova-[a-z]{1,16}\.log[\w.-]{0,40} |\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \d{1,6} (?:INFO|WARNING|ERROR|DEBUG) nova\.)/,
  // Android's logcat.
  /^\d\d?-\d\d? \d\d:\d\d:\d\d\.\d{1,6} {1,4}\d{1,6} {1,4}\d{1,6} [VDIWEF] /,
  // Servicing of Windows.
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Error|Warning) {1,20}C[BS][SI]/,
  // Apache's web server: its errors, and the accesses that all web servers write.
  /^\[[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d? \d\d:\d\d:\d\d(?:\.\d{1,6})? \d{4}\] \[(?:[a-z_]{1,24}:)?(?:emerg|alert|crit|error|warn|notice|info|debug)\]/,
  /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3} - [\w-]{1,32} \[\d\d?\/[A-Z][a-z]{2}\/\d{4}:/,
  // Proxifier.
  /^\[\d\d\.\d\d \d\d:\d\d:\d\d\] [\w. *-]{1,40} - /,
  // Machines of BlueGene and Thunderbird, and the state of nodes of a cluster.
  /^[A-Z-]{1,12} \d{10} \d{4}\.\d\d\.\d\d [\w:.@/#-]{1,48} /,
  /^\d{1,9} (?:node-[\w.[\]:-]{1,24}|gige\d?|[\w-]{1,16}) (?:unix\.hw|action|boot_cmd|clusterfilesystem|gige|node|domain|hwid|partition|switch_module|node_psu|tserver_config|Interconnect-\w{1,12}) /,
  // A health app on a phone.
  /^\d{8}-\d{1,2}:\d{1,2}:\d{1,2}:\d{1,3}\|\w{1,40}\|\d{1,12}\|/,
];

import { byText, type Change, type ClassRemedy, type Situation } from "./remedy.ts";

/** Ranks that waited for each other too long. Which interface joins the nodes only a person knows. */
export const netNccl: ClassRemedy = {
  words: byText(
    [
      "socketstartconnect|no socket interface|bootstrap|system error|connect to ",
      "env.NCCL_SOCKET_IFNAME",
      "the interface that joins the nodes",
    ],
    [null, "env.NCCL_TIMEOUT", "double once, at most 1h"],
  ),
  change: longerWait,
};

const most = 3600;

function longerWait({ step: { name, env }, field }: Situation): Change | string {
  if (field === "env.NCCL_SOCKET_IFNAME")
    return `Which network interface joins the nodes of step "${name}" a person has to say, as "env.NCCL_SOCKET_IFNAME".`;
  const from = env["NCCL_TIMEOUT"];
  if (typeof from !== "string" || !/^\d{1,6}$/.test(from))
    return `Step "${name}" says no "env.NCCL_TIMEOUT" in seconds: how long its ranks wait its own program says.`;
  const seconds = Number(from);
  if (seconds >= most) return `"env.NCCL_TIMEOUT" of step "${name}" is ${seconds} s already: a rank that is silent for longer hangs.`;
  return {
    path: ["env", "NCCL_TIMEOUT"],
    from,
    to: String(Math.min(seconds * 2, most)),
    formula: "double, at most one hour",
    observed: { seconds },
    bound: { most: String(most), because: "a rank that is silent for longer hangs" },
    review: true,
  };
}

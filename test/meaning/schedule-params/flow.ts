/** A schedule computes parameters from the time at which a run was due; a manual run gives them. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const scheduleParams = flow(
  "schedule-params",
  {
    owner: "ml",
    params: { day: z.iso.date(), at: z.string().default("never"), mode: z.enum(["manual", "nightly"]).default("manual") },
    schedule: {
      cron: "0 3 * * *",
      timezone: "Asia/Tokyo",
      concurrency: "forbid",
      params: ({ scheduledAt }) => ({ day: scheduledAt.date, at: scheduledAt, mode: "nightly" as const }),
    },
  },
  ({ params, run, step, when }) => {
    step("say", {
      image: shell,
      outputs: { mode: z.string(), day: z.string(), at: z.string() },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf %s "$3" >"$0"; printf %s "$4" >"$1"; printf %s "$5" >"$2"',
        outputs.mode.path,
        outputs.day.path,
        outputs.at.path,
        params.mode,
        params.day,
        params.at,
      ],
    });
    when(params.mode.eq("nightly"), () =>
      step("due", {
        image: shell,
        command: () => [
          "sh",
          "-c",
          '[ "$0" = "$1" ] && [ "$2" = "$(TZ=Asia/Tokyo date -d "$1" +%F)" ] && case $1 in ????-??-??T??:??:??Z) ;; *) exit 1 ;; esac',
          params.at,
          run.scheduledAt,
          params.day,
        ],
      }),
    ).otherwise(() =>
      step("started", {
        image: shell,
        command: () => [
          "sh",
          "-c",
          'case $0 in ????-??-??T??:??:??Z) ;; *) exit 1 ;; esac; [ "$1" = "$(date -u -d "$0" +%F)" ] && [ $(($(date -u +%s) - $(date -u -d "$0" +%s))) -lt 600 ]',
          run.scheduledAt,
          run.scheduledAt.date,
        ],
      }),
    );
  },
);

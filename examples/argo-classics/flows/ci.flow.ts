/**
 * Build once on a volume of the run, then test the program on three systems.
 *
 * Redoes ci.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

const systems = ["debian", "alpine", "ubuntu"];

export const ci = flow("ci", { owner: "platform-team", params: { revision: z.string().regex(/^[0-9a-f]{7,40}$/) } }, ({ params, step }) => {
  const source = { source: { mountAt: "/source", perRun: "1Gi" } } as const;
  const build = step("build", {
    image: image("go"),
    volumes: source,
    command: () => [
      ...[
        "sh",
        "-ec",
        'git clone "$1" /source/mill && cd /source/mill && git checkout "$2" && CGO_ENABLED=0 go build -o /source/mill-bin .',
        "sh",
      ],
      ...["https://git.example.com/mill.git", params.revision],
    ],
  });
  for (const system of systems)
    step(`test-on-${system}`, {
      image: image(system),
      after: [build],
      volumes: source,
      command: () => ["sh", "-c", "cat /etc/os-release; /source/mill-bin --self-test"],
    });
});

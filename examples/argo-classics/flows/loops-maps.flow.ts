/**
 * A step for each of several images: an image is known when the flow is built, so JavaScript's own loop makes the steps.
 *
 * Redoes loops-maps.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

const systems = [
  { name: "debian", release: "13" },
  { name: "alpine", release: "3.22" },
  { name: "ubuntu", release: "24.04" },
];

export const loopsMaps = flow("loops-maps", { owner: "platform-team" }, ({ step }) => {
  for (const { name, release } of systems)
    step(`look-at-${name}`, {
      image: image(name),
      command: () => ["sh", "-c", 'echo "$1 should be $2:"; cat /etc/os-release', "sh", name, release],
    });
});

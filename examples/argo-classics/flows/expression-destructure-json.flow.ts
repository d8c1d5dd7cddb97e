/**
 * An object as a parameter; its fields are values with types of their own.
 *
 * Redoes expression-destructure-json.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const expressionDestructureJson = flow(
  "expression-destructure-json",
  {
    owner: "platform-team",
    params: { point: z.object({ x: z.number(), y: z.number(), label: z.string() }).default({ x: 1, y: 2.5, label: "home" }) },
  },
  ({ params, step }) => {
    step("show", {
      image: image("busybox"),
      env: { X: params.point.x, Y: params.point.y, LABEL: params.point.label },
      command: () => ["sh", "-c", 'echo "$LABEL at $X, $Y"'],
    });
  },
);

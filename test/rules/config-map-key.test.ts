import { expect, it } from "vitest";
import { configMapKey } from "../../compiler/rules/names/config-map-key.ts";
import { configMap, secret } from "../../schema/index.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts every letter that a key may have", () => {
  expect(find(configMapKey, oneStep({ env: { A: secret("s", "Api_key-1.x"), B: configMap("c", ".netrc") } }))).toEqual([]);
});

it("reports a space, a lone dot and two dots at the start", () => {
  expect(
    find(
      configMapKey,
      oneStep({ env: { A: secret("s", "api token"), B: configMap("c", ".") }, semaphores: [{ configMap: "limits", key: "..gpu" }] }),
    ),
  ).toEqual([
    {
      is: "error check/config-map-key",
      at: "fit 1.semaphores.0",
      says: 'Step "fit" names the key "..gpu" of the config map "limits", where at most 253 letters, digits, "-", "_" and "." are expected.',
      help: "Write the key as `kubectl describe` shows it.",
    },
    {
      is: "error check/config-map-key",
      at: "fit 1.env.A",
      says: 'Step "fit" names the key "api token" of the secret "s", where at most 253 letters, digits, "-", "_" and "." are expected.',
      help: "Write the key as `kubectl describe` shows it.",
    },
    {
      is: "error check/config-map-key",
      at: "fit 1.env.B",
      says: 'Step "fit" names the key "." of the config map "c", where at most 253 letters, digits, "-", "_" and "." are expected.',
      help: "Write the key as `kubectl describe` shows it.",
    },
  ]);
});

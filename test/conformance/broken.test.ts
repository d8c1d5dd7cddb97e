import { stripTypeScriptTypes } from "node:module";
import { expect, test } from "vitest";
import { brokenAreas } from "./broken/index.ts";
import { hasDefinition, hasManifest } from "./broken-case.ts";
import { markedLines } from "./check-ours.ts";
import { patchedRelease } from "./manifest-base.ts";

const cases = Object.values(brokenAreas).flat();
const definitions = cases.filter(hasDefinition);
const manifests = cases.filter(hasManifest);

test("at least 60 definitions and 60 manifests are broken, each under a title of its own", () => {
  expect(definitions.length).toBeGreaterThanOrEqual(60);
  expect(manifests.length).toBeGreaterThanOrEqual(60);
  expect(new Set(cases.map((each) => each.broken)).size).toBe(cases.length);
});

test("every definition marks the line of its mistake and has a code", () => {
  for (const each of definitions) {
    expect(markedLines(each.source), each.broken).not.toEqual([]);
    expect(each.code, each.broken).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
  }
});

test("every definition is TypeScript whose types can be stripped, but for two about just that", () => {
  const unreadable = definitions.filter((each) => {
    try {
      stripTypeScriptTypes(each.source);
      return false;
    } catch {
      return true;
    }
  });
  expect(unreadable.map((each) => each.broken)).toEqual(["a syntax error", "an enum of TypeScript, which is no type"]);
});

test("every patch changes the sound release", () => {
  const sound = patchedRelease("");
  for (const each of manifests) expect(patchedRelease(each.manifest), each.broken).not.toBe(sound);
});

test("upstream code refuses at least 60 of the manifests", () => {
  expect(manifests.filter((each) => each.lint !== null || each.crd !== null).length).toBeGreaterThanOrEqual(60);
});

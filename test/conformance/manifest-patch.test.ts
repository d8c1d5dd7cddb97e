import { expect, test } from "vitest";
import { patchedRelease } from "./manifest-base.ts";
import { applyPatch } from "./manifest-patch.ts";

const value = { template: { spec: { templates: [{ name: "main", tasks: [{ name: "a" }, { name: "b", depends: "a" }] }] } } };

test("a path enters a list by the name of its member", () => {
  expect(applyPatch(value, { "main/tasks/b/depends": "a && c" }).template.spec.templates[0]?.tasks[1]).toEqual({
    name: "b",
    depends: "a && c",
  });
});

test("null removes a field, and a member of a list", () => {
  const patched = applyPatch(value, { "main/tasks/b/depends": null, "main/tasks/a": null });
  expect(patched.template.spec.templates[0]?.tasks).toEqual([{ name: "b" }]);
});

test("a plus at the end appends to a list, which is made where there is none", () => {
  const patched = applyPatch(value, { "main/tasks/+": { name: "c" }, "main/volumes/+": { name: "v" } });
  expect(patched.template.spec.templates[0]).toMatchObject({
    tasks: [{ name: "a" }, { name: "b" }, { name: "c" }],
    volumes: [{ name: "v" }],
  });
});

test("a path that leads nowhere is refused, so that no patch leaves the base as it was", () => {
  expect(() => applyPatch(value, { "main/tasks/z/depends": "a" })).toThrow('finds no member "z"');
  expect(() => applyPatch(value, { "nope/tasks": [] })).toThrow('finds no member "nope"');
});

test("the base itself is never changed", () => {
  const before = structuredClone(value);
  applyPatch(value, { "main/tasks": [] });
  expect(value).toEqual(before);
});

test("a release of the base has a template and its schedule, and the patch may drop either", () => {
  expect(patchedRelease("").match(/^kind: .*$/gm)).toEqual(["kind: WorkflowTemplate", "kind: CronWorkflow"]);
  expect(patchedRelease("schedule: null").match(/^kind: .*$/gm)).toEqual(["kind: WorkflowTemplate"]);
});

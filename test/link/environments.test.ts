import { expect, it } from "vitest";
import { lockedImages } from "../../compiler/images.ts";
import { validate } from "../../compiler/phases/2-validate.ts";
import { type Linked, link } from "../../compiler/phases/3-link.ts";
import { plan } from "../../compiler/phases/4-plan.ts";
import { image } from "../../schema/index.ts";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";
import { recordsOf } from "../support/program.ts";

const { images } = lockedImages({
  images: {
    churn: { repository: "churn" },
    other: { repository: "other", environments: { prod: { tag: "1" } } },
    staged: { repository: "s" },
  },
});

function inBoth(definitions: Readonly<Record<string, unknown>>): {
  readonly first: Linked;
  readonly second: Linked;
  readonly fresh: Linked;
} {
  const { definitions: validated, leftOut } = validate(recordsOf(definitions));
  const config = { targets: ["argo"], environments: ["staging", "prod"], images, scriptSources: new Map(), leftOut };
  const environment = (name: string) => ({ name, namespace: name, serviceAccount: "default", namePrefix: "" });
  const first = link(validated, environment("staging"), config);
  return { first, second: link(validated, environment("prod"), config, first), fresh: link(validated, environment("prod"), config) };
}

function calling(name: string, callee: Loose): Loose {
  return looseFlow(
    ({ call }) => {
      call("run", callee, {});
    },
    {},
    name,
  );
}

function stepping(name: string, image: unknown, ofFlow: object = {}): Loose {
  return looseFlow(({ step }) => step("a", options({ image })), ofFlow, name);
}

it("takes over flows that are the same in another environment, and makes the others anew", () => {
  const same = stepping("same", image("churn"));
  const differs = stepping("differs", image("other"));
  const { first, second, fresh } = inBoth({ same, differs, above: calling("above", differs), beside: calling("beside", same) });
  const taken = second.program.flows.filter((flow, index) => flow === first.program.flows[index]).map(({ name }) => name);
  // A caller is the same program, whatever image its callee has; what it calls is looked at anew.
  expect(taken).toEqual(["beside", "same"]);
  expect(second.program).toEqual(fresh.program);
  expect(second.diagnostics).toEqual(fresh.diagnostics);
});

it("reports mistakes in each environment", () => {
  const { first, second } = inBoth({ f: stepping("f", image("lost")) });
  expect(first.diagnostics).toEqual(second.diagnostics);
  expect(second.diagnostics).toHaveLength(1);
});

it("finds a call of what is left out in one environment alone", () => {
  const inner = stepping("inner", image("churn"), { environments: ["staging"] });
  const { first, second } = inBoth({ inner, outer: calling("outer", inner) });
  expect(first.diagnostics).toEqual([]);
  expect(second.diagnostics.map(({ code }) => code)).toEqual(["link/absent-in-environment"]);
});

it("takes over the plans of what is the same, with all that it calls", () => {
  const same = stepping("same", image("churn"));
  const differs = stepping("differs", image("other"));
  const { first, second } = inBoth({ same, differs, above: calling("above", differs), beside: calling("beside", same) });
  const earlier = plan(first.program, first.broken);
  const plans = plan(second.program, second.broken, earlier);
  expect(plans).toEqual(plan(second.program, second.broken));
  expect(plans.filter((planned) => earlier.includes(planned)).map(({ flow }) => flow.name)).toEqual(["beside", "same"]);
});

it("refuses calls that are nested too deep, wherever the definitions begin", () => {
  const flows: Loose[] = [stepping("f0", image("churn"))];
  for (let level = 1; level <= 200; level++) flows.push(calling(`f${level}`, flows[level - 1]));
  const deep = (order: readonly Loose[]) => {
    const { first } = inBoth(Object.fromEntries(order.map((flow: Loose) => [flow.name, flow])));
    return { codes: new Set(first.diagnostics.map(({ code }) => code)), plans: plan(first.program, first.broken).length };
  };
  expect(deep(flows)).toEqual({ codes: new Set(["link/call-depth"]), plans: 51 });
  expect([...deep(flows.toReversed()).codes]).toEqual(["link/call-depth"]);
});

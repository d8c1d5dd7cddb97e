import path from "node:path";
import { Broken } from "../compiler/invariant.ts";
import type { Services } from "./services.ts";
import { version } from "./version.ts";

/** The services that the command itself uses: each loads its part of Millwright when it is first called. */
export function ownServices(): Services {
  return {
    compile: async () => notYet("compile"),
    planWrite: async ({ root, folder, artifacts, keep }) => {
      const { planWrite, applyWrite } = await import("../compiler/phases/7-write.ts");
      // What --out names outside of the root is the user's own choice; inside, no link may lead out.
      const inside = !path.relative(root, folder).startsWith("..");
      const plan = await planWrite({ folder, artifacts, ...(inside && { root }), ...(keep !== undefined && { keep }) });
      return { changes: plan.changes, diagnostics: plan.diagnostics, apply: () => applyWrite(plan) };
    },
    render: async (format, { diagnostics, sources }, { colour, width }) => {
      const { render } = await import("../compiler/diagnostics/render.ts");
      return render(format, diagnostics, { sources, version: version(), colour, width });
    },
    toJson: async ({ diagnostics, sources }) => {
      const [{ apart, locateDiagnostics }, { diagnosticsAsJson }] = await Promise.all([
        import("../compiler/diagnostics/located-diagnostic.ts"),
        import("../compiler/diagnostics/render-json.ts"),
      ]);
      return diagnosticsAsJson(apart(locateDiagnostics(diagnostics, sources)).open);
    },
    applyFixes: async ({ diagnostics, sources }) =>
      (await import("../compiler/diagnostics/apply-fixes.ts")).applyFixes(diagnostics, sources),
    pages: async () => {
      const [{ loadPages }, { renderPage }] = await Promise.all([
        import("../compiler/diagnostics/pages.ts"),
        import("../compiler/diagnostics/render-page.ts"),
      ]);
      const pages = loadPages();
      return { codes: [...pages.keys()], page: (code) => pages.get(code), show: (markdown, style) => renderPage(markdown, style) };
    },
    stateOf: async () => notYet("stateOf"),
    readBase: async (root, reference) => (await import("../compiler/git/base-tree.ts")).readBase(root, reference),
    readToml: async (text, file) => (await import("../compiler/text/toml.ts")).readToml(text, file),
  };
}

/** Until the phases between load and write are in this branch. */
function notYet(part: string): never {
  throw new Broken(`"${part}" is part of this build`);
}

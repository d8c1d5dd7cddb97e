import path from "node:path";
import type { Context } from "./context.ts";
import type { Services } from "./services.ts";
import { version } from "./version.ts";

/** The services that the command itself uses: each loads its part of Millwright when it is first called. */
export function ownServices(environment: Context["environment"] = {}): Services {
  return {
    compile: async (options) => {
      const [{ compile }, { buildCache }, { forgetOld }] = await Promise.all([
        import("../compiler/index.ts"),
        import("../compiler/cache/build-cache.ts"),
        import("../compiler/cache/forget-old.ts"),
      ]);
      const cache = options.cache ?? buildCache(environment, options.root, version());
      if (typeof cache === "string") forgetOld(cache, Date.now());
      return compile({ clock: () => performance.now(), ...options, ...(cache !== undefined && { cache }) });
    },
    planWrite: async ({ root, folder, artifacts, keep }) => {
      const { planWrite, applyWrite } = await import("../compiler/phases/7-write.ts");
      // What --out names outside of the root is the user's own choice; inside, no link may lead out.
      const inside = !path.relative(root, folder).startsWith("..");
      const plan = await planWrite({ folder, artifacts, ...(inside && { root }), ...(keep !== undefined && { keep }) });
      return { changes: plan.changes, diagnostics: plan.diagnostics, apply: () => applyWrite(plan) };
    },
    settle: async ({ sources, configuration }, diagnostics, { baseline, now, partial }) => {
      const [{ settleDiagnostics }, { readBaseline }, { loadPages }] = await Promise.all([
        import("../compiler/findings/settle-diagnostics.ts"),
        import("../compiler/findings/baseline.ts"),
        import("../compiler/diagnostics/pages.ts"),
      ]);
      const read = baseline === undefined ? undefined : readBaseline(baseline.file, baseline.text);
      const codes = new Set(Object.keys(configuration?.rules ?? {}).length > 0 ? loadPages().keys() : []);
      return settleDiagnostics({
        diagnostics: [...diagnostics, ...(read?.diagnostics ?? [])],
        sources,
        configuration,
        codes,
        partial,
        ...(read?.baseline !== undefined && { baseline: read.baseline }),
        ...(now !== undefined && { now }),
      });
    },
    render: async (format, { diagnostics, sources }, { colour, width }) => {
      const [{ locateDiagnostics }, { render }] = await Promise.all([
        import("../compiler/diagnostics/located-diagnostic.ts"),
        import("../compiler/diagnostics/render.ts"),
      ]);
      return render(format, locateDiagnostics(diagnostics, sources), { sources, version: version(), colour, width });
    },
    toJson: async ({ diagnostics, sources }) => {
      const [{ apart, locateDiagnostics }, { diagnosticsAsJson }] = await Promise.all([
        import("../compiler/diagnostics/located-diagnostic.ts"),
        import("../compiler/diagnostics/render-json.ts"),
      ]);
      return diagnosticsAsJson(apart(locateDiagnostics(diagnostics, sources)).open);
    },
    applyFixes: async ({ diagnostics, sources }) => {
      const [{ locateDiagnostics }, { applyFixes }] = await Promise.all([
        import("../compiler/diagnostics/located-diagnostic.ts"),
        import("../compiler/diagnostics/apply-fixes.ts"),
      ]);
      return applyFixes(locateDiagnostics(diagnostics, sources), sources);
    },
    pages: async () => {
      const [{ loadPages }, { renderPage }] = await Promise.all([
        import("../compiler/diagnostics/pages.ts"),
        import("../compiler/diagnostics/render-page.ts"),
      ]);
      const pages = loadPages();
      return { codes: [...pages.keys()], page: (code) => pages.get(code), show: (markdown, style) => renderPage(markdown, style) };
    },
    stateOf: async () => (await import("../compiler/program-hash.ts")).definitionState,
    readBase: async (root, reference) => (await import("../compiler/git/base-tree.ts")).readBase(root, reference),
    readToml: async (text, file) => (await import("../compiler/text/toml.ts")).readToml(text, file),
  };
}

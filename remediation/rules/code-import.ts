import { rulesOf } from "./rule.ts";

/** A module, class or library is missing from the image, or of the wrong version. */
export const codeImport = rulesOf("code.import", {
  missing: {
    strength: 3,
    says: [
      "modulenotfounderror",
      "no module named",
      "cannot import name",
      "importerror",
      "classnotfoundexception",
      "noclassdeffounderror",
      "nosuchmethoderror",
      "nosuchfielderror",
      "unsatisfiedlinkerror",
      "undefined symbol",
      "error while loading shared libraries",
      "glibc_",
      "glibcxx_",
      "cannot find module",
      "cannot find package",
      "module_not_found",
      "err_module_not_found",
      "dll load failed",
      "distributionnotfound",
      "incompatibleclasschange",
      "unsupportedclassversionerror",
      "no matching distribution found",
      "could not find a version that satisfies",
      "numpy.dtype size changed",
      "_array_api not found",
    ],
  },
  library: {
    strength: 2,
    says: ["cannot open shared object file", "=> not found", "is not installed", "failed to find data source"],
  },
});

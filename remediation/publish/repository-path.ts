/**
 * Paths that a published change may have
 *
 * A proposal file says which files change, and whoever read a stranger's log wrote it. So a path names a file that means something to Millwright and to nothing that runs
 * by itself: no workflow of CI, no package, no owner of code, no part of git, whatever the file system that it is checked out on.
 */
import { hiddenCharacters } from "../../compiler/text/escape-control.ts";

const hidden = new RegExp(hiddenCharacters, "u");
/** Below the output folder, this one file begins with a dot. */
export const artifactList = ".millwright.json";
const sourceName = /\.(?:[cm]?ts|toml|json|ya?ml)$/i;
/** What other tools obey, wherever it lies. */
const obeyed = new RegExp(
  `^(?:${[
    "package(?:-lock)?\\.json|npm-shrinkwrap\\.json|pnpm-(?:lock|workspace)\\.yaml|(?:lerna|nx|turbo|deno|bunfig|now|vercel|netlify|renovate)\\.(?:json|toml)",
    "[tj]sconfig[\\w.-]*\\.json|[\\w.-]+\\.config\\.[cm]?ts|vite[\\w.-]*\\.ts|biome\\.json|pyproject\\.toml|cargo\\.toml",
    "action\\.ya?ml|(?:docker-)?compose[\\w.-]*\\.ya?ml|azure-pipelines[\\w.-]*\\.ya?ml|bitbucket-pipelines\\.ya?ml|cloudbuild[\\w.-]*\\.(?:ya?ml|json)|buildspec[\\w.-]*\\.ya?ml",
    "appveyor\\.ya?ml|codemagic\\.ya?ml|taskfile\\.ya?ml|lefthook\\.(?:ya?ml|toml|json)|fly\\.toml|skaffold\\.ya?ml|codecov\\.ya?ml|codeowners[\\w.-]*|mkdocs\\.ya?ml",
  ].join("|")})$`,
  "i",
);

/** Why the file may not be published, as the end of "the path …"; undefined where it may. */
export function problemOfPath(path: string, kind: "source" | "artifact"): string | undefined {
  if (path === "" || path.length > 400) return "is empty or longer than 400 characters";
  if (hidden.test(path) || !path.isWellFormed() || path !== path.normalize("NFC"))
    return "has characters that cannot be seen or written in two ways";
  if (/[\\:*?"<>|]/.test(path)) return "has characters that some file systems read as something else";
  const parts = path.split("/");
  for (const [index, part] of parts.entries()) {
    if (part === "" || part === "." || part === "..") return "leads out of the repository or has an empty part";
    if (/^[ ]|[ .]$/.test(part) || /~\d/.test(part)) return "has a part that some file systems read as another name";
    const isList = kind === "artifact" && index === parts.length - 1 && part === artifactList;
    if (part.startsWith(".") && !isList) return "has a part that begins with a dot";
    if (/^(?:node_modules|codeowners)$/i.test(part)) return `has the part "${part}"`;
  }
  const name = parts.at(-1) ?? "";
  if (kind === "artifact") return parts.length < 2 ? "of an artifact is in no folder" : undefined;
  if (!sourceName.test(name)) return "is of no definition or config file";
  return obeyed.test(name) ? "is of a file that other tools obey" : undefined;
}

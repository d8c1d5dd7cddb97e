import { defineDiagnostic, message } from "../diagnostics/diagnostic.ts";

export const pathLeavesFolder = defineDiagnostic({
  code: "write/path-leaves-folder",
  severity: "error",
  message: message`Artifact "${"path"}" of ${"from"} would not lie inside the output folder: it has ${"found"}, and a path is names with "/" between them.`,
  why: "Nothing outside the output folder is ever written, whatever a definition is called.",
  help: message`Rename ${"from"}.`,
});

export const pathNotPortable = defineDiagnostic({
  code: "write/path-not-portable",
  severity: "error",
  message: message`Artifact "${"path"}" of ${"from"} cannot be a file on every system: ${"reason"}.`,
  why: "The output is committed, and a repository with such a file cannot be checked out everywhere.",
  help: message`Rename ${"from"}.`,
});

export const pathCollision = defineDiagnostic({
  code: "write/path-collision",
  severity: "error",
  message: message`Artifact "${"path"}" of ${"from"} collides with "${"other"}" of ${"otherFrom"}: both would be one name where case does not count.`,
  why: "On macOS and Windows the second file would replace the first.",
  help: message`Rename ${"from"} or ${"otherFrom"}.`,
});

export const throughLink = defineDiagnostic({
  code: "write/through-link",
  severity: "error",
  message: message`"${"path"}" is a symbolic link${"where"}, and nothing is written through one.`,
  why: "Whoever can commit a link could otherwise make a build write anywhere.",
  help: message`Remove the link "${"path"}", or choose another output folder.`,
});

export const notOurs = defineDiagnostic({
  code: "write/not-ours",
  severity: "error",
  message: message`${"kind"} "${"path"}" is not ours, and ${"wanted"} would have to take its place.`,
  why: "A build replaces and removes only files that the list of an earlier build, .millwright.json, names.",
  help: message`Move "${"path"}" away or delete it, then build again; or choose another output folder.`,
});

export const editedByHand = defineDiagnostic({
  code: "write/edited-by-hand",
  severity: "warning",
  message: message`File "${"path"}" belongs to no definition any more, but is not as Millwright wrote it, so it was left there.`,
  why: "Someone's work may be in it. From now on the file is yours: Millwright has taken it off its list.",
  help: message`Delete "${"path"}" yourself if nothing in it is needed.`,
});

export const listNotReadable = defineDiagnostic({
  code: "write/list-not-readable",
  severity: "error",
  message: message`List "${"path"}" of the files that Millwright owns cannot be read: ${"reason"}`,
  why: "Without the list nobody knows which files may be replaced or removed.",
  help: message`Take one whole version back, such as "git checkout HEAD -- ${"path"}" (after a merge: either side's), and build again.`,
});

export const listEntryRefused = defineDiagnostic({
  code: "write/list-entry-refused",
  severity: "warning",
  message: message`The list "${"path"}" names "${"entry"}", which no build wrote: ${"reason"}. It was passed over.`,
  why: "The list is a file that anyone can edit, so it is not believed.",
  help: message`Look who changed "${"path"}"; this build writes the list anew.`,
});

export const locked = defineDiagnostic({
  code: "write/locked",
  severity: "error",
  message: message`Another build (process ${"pid"} on "${"host"}") is writing to "${"folder"}" and did not end within ${"seconds"} s.`,
  why: "Two builds at once would mix their files.",
  help: message`Wait for it and build again; if there is no such process, delete the file .millwright.lock there.`,
});

export const failed = defineDiagnostic({
  code: "write/failed",
  severity: "error",
  message: message`File "${"path"}" could not be ${"done"}: ${"reason"}.`,
  why: "All new files are written in full before the first takes its place.",
  help: message`Make it possible to write "${"path"}", then build again.`,
});

/** The text, or as much of its beginning as fits and an ellipsis; never half a character. */
export function clip(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`;
}

/** The text in lines of about `width`, cut at spaces; what is beyond the last line is left out, with an ellipsis. */
export function wrapped(text: string, width: number, lines: number): readonly string[] {
  const found: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== "" && line.length + word.length + 1 > width) {
      found.push(line);
      line = "";
    }
    line = line === "" ? clip(word, width) : `${line} ${word}`;
  }
  if (line !== "") found.push(line);
  return found.length <= lines ? found : [...found.slice(0, lines - 1), `${found[lines - 1] ?? ""} …`];
}

/** Every artifact says of which program it is. That line follows from the others, and a difference full of it hides them. */
const programHash = /(millwright\.dev\/program"?: *)"?[0-9a-f]{16}"?/g;

/** The text with all hashes of programs alike, for showing differences; never for writing. */
export function withoutProgramHash(text: string): string {
  return text.replace(programHash, "$1…");
}

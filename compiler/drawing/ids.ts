/** Ids of boxes and groups: ours alone, so that no name can break the syntax of a picture. */

export function boxId(node: number): string {
  return `n${node}`;
}

/** The group of a loop. */
export function groupId(node: number): string {
  return `g${node}`;
}

/** The group of a body of a branch. */
export function caseId(node: number, index: number): string {
  return `g${node}_${index}`;
}

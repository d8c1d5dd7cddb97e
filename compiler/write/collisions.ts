import { foldersOf, foldName } from "./paths.ts";

interface Named {
  readonly path: string;
}

/**
 * Finds paths that could not all be there: the same file twice, names that differ only in case, a file that another path needs as a folder.
 *
 * Each path that comes after one that it collides with is found once, with that one.
 */
export function findCollisions<Item extends Named>(items: readonly Item[]): readonly { readonly item: Item; readonly other: Item }[] {
  const taken = new Map<string, { readonly spelling: string; readonly isFile: boolean; readonly item: Item }>();
  const found: { item: Item; other: Item }[] = [];
  for (const item of items) {
    const names = [...foldersOf(item.path).map((spelling) => ({ spelling, isFile: false })), { spelling: item.path, isFile: true }];
    let other: Item | undefined;
    for (const { spelling, isFile } of names) {
      const folded = foldName(spelling);
      const before = taken.get(folded);
      if (before === undefined) taken.set(folded, { spelling, isFile, item });
      else if (before.isFile || isFile || before.spelling !== spelling) other ??= before.item;
    }
    if (other !== undefined) found.push({ item, other });
  }
  return found;
}

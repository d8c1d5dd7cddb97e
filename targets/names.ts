/** Gives out names that no other of the same list has: the wanted one, else with "-2", "-3" … behind it. */
export type TakeName = (wanted: string) => string;

/** Names of one list; compares without regard to case, as file systems and people do. */
export function uniqueNames(...taken: readonly string[]): TakeName {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return (wanted) => {
    let name = wanted;
    for (let count = 2; used.has(name.toLowerCase()); count++) name = `${wanted}-${count}`;
    used.add(name.toLowerCase());
    return name;
  };
}

/** A name of the definition as Argo and Kubernetes take it: "fitLarge" and "fit_large" are "fit-large". */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
}

/** Compares places in the order of the definition, items in item order. */
export function byOrder(one: { readonly order: readonly number[] }, other: { readonly order: readonly number[] }): number {
  const length = Math.min(one.order.length, other.order.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (one.order[index] ?? 0) - (other.order[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.order.length - other.order.length;
}

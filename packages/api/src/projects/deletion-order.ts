/** A table, and the other tables that its foreign keys point to. */
export interface Pointing {
  name: string;
  pointsTo: readonly string[];
}

/**
 * Tables so that each comes before all that it points to: in this order their rows can be deleted. Keys that point
 * back into their own table, or to tables that are not among these, do not count.
 *
 * @throws Error when some point to each other in a circle, which no order can serve
 */
export function deletionOrder<T extends Pointing>(tables: readonly T[]): T[] {
  const order: T[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const isFree = ({ name }: T) =>
      left.every((other) => other.name === name || !other.pointsTo.includes(name));
    const free = left.filter(isFree);
    if (free.length === 0) {
      throw new Error(
        `These tables point to each other in a circle: ${left.map(({ name }) => name).join(', ')}`,
      );
    }
    order.push(...free);
    left = left.filter((one) => !free.includes(one));
  }
  return order;
}

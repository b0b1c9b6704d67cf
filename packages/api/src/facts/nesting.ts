/**
 * Whether lists and objects stand in each other more than so many levels deep. Goes through them without recursion, so
 * that ten thousand levels are a matter of counting.
 */
export function nestsDeeperThan(levels: number, value: unknown): boolean {
  let row: unknown[] = [value];
  for (let depth = 0; row.length > 0; depth += 1) {
    if (depth > levels) return true;
    row = row.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one).filter(isNest) : [],
    );
  }
  return false;
}

const isNest = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** One bar: what it stands for, and a value for each kind, in the kinds' order. */
export interface Bar {
  name: string;
  values: readonly number[];
  incomplete?: boolean;
}

/** One block of a bar, in units of the value: from `from` up to `to`; below zero for what is negative. */
export interface Block {
  kind: number;
  from: number;
  to: number;
}

/** Stacks the positive upwards and the negative downwards, each from zero, in the kinds' order. */
export const blocksOf = ({ values }: Bar): Block[] => {
  let up = 0;
  let down = 0;
  return values.flatMap((value, kind): Block[] => {
    if (value === 0) return [];
    if (value > 0) {
      up += value;
      return [{ kind, from: up - value, to: up }];
    }
    down += value;
    return [{ kind, from: down, to: down - value }];
  });
};

/** A round number at or above `value` that an axis can end with: 1, 2, 2.5 or 5 and zeros. */
const roundUp = (value: number): number => {
  if (value <= 0) return 0;
  const size = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * size >= value) ?? 10;
  return step * size;
};

/** Where the axis begins and ends, and its lines. */
export const scaleOf = (bars: readonly Bar[]): { low: number; high: number; lines: number[] } => {
  const blocks = bars.flatMap(blocksOf);
  const top = Math.max(0, ...blocks.map(({ to }) => to));
  const bottom = Math.min(0, ...blocks.map(({ from }) => from));
  const step = roundUp(Math.max(top, -bottom) / 4) || 1;
  const high = Math.max(step, Math.ceil(top / step) * step);
  const low = Math.floor(bottom / step) * step;
  const lines = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, at) => low + at * step);
  return { low, high, lines };
};

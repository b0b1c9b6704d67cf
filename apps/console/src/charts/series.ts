/** One step of a line: days from ≤ d < to. */
export interface TrendPoint {
  from: string;
  to: string;
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  incomplete: boolean;
}

export interface TrendLine {
  name: string;
  /** 1 to 4: its colour. */
  place: number;
  points: readonly TrendPoint[];
}

type Column = (number | null)[];

/** What is complete is a full line; a gap where it is not. */
export const completeValues = (points: readonly TrendPoint[]): Column =>
  points.map(({ value, incomplete }) => (incomplete ? null : value));

/** What is incomplete, and the neighbour it is reached from, so that the dashes join the line. */
export const incompleteValues = (points: readonly TrendPoint[]): Column =>
  points.map(({ value, incomplete }, at) =>
    incomplete || points[at - 1]?.incomplete || points[at + 1]?.incomplete ? value : null,
  );

/** The edges of the interval; a gap where none is known or the step is not over. */
export const edge = (points: readonly TrendPoint[], name: 'low' | 'high'): Column =>
  points.map((point) => (point.incomplete ? null : point[name]));

/** Which step a day lies in; -1: none. */
export const stepOf = (points: readonly Pick<TrendPoint, 'from' | 'to'>[], day: string): number =>
  points.findIndex(({ from, to }) => from <= day && day < to);

/** Steps of heat; each has a colour of its own and a text colour that reads on it. */
const heatSteps = 10;

/** The step of a percentage: 0 for nobody, 1 to 10 for up to 10 %, up to 20 % and so on. */
export const heatOf = (value: number): number =>
  Math.min(Math.max(Math.ceil((value / 100) * heatSteps), 0), heatSteps);

/** Where an arrow key leads within rows of unequal length; undefined: it is no arrow key. */
export const moved = (
  key: string,
  at: { row: number; cell: number },
  lengths: readonly number[],
): { row: number; cell: number } | undefined => {
  const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
  const ends = { Home: 0, End: Number.POSITIVE_INFINITY }[key];
  if (!by && ends === undefined) return undefined;
  const row = Math.min(Math.max(at.row + (by?.[0] ?? 0), 0), lengths.length - 1);
  const wanted = ends ?? at.cell + (by?.[1] ?? 0);
  return { row, cell: Math.min(Math.max(wanted, 0), (lengths[row] ?? 1) - 1) };
};

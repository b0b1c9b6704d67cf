import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type Colours, faint } from './colours.ts';
import { completeValues, edge, incompleteValues, type TrendLine } from './series.ts';

export interface PlotOptions {
  lines: readonly TrendLine[];
  /** The first line in the period before, step by step; drawn faintly. */
  previous: readonly (number | null)[];
  colours: Colours;
  width: number;
  height: number;
  /** A value on the axis. */
  axis: (value: number) => string;
  /** A step below the axis. */
  label: (at: number) => string;
  /** Steps that a mark stands at. */
  marks: readonly number[];
  /** Where the reader is; null: nowhere. */
  pointed: (at: number | null, left: number) => void;
}

const font = '12px Inter, system-ui, sans-serif';

/** One line is three: what is complete, what is not yet, and the two edges of its interval. */
const seriesOf = (line: TrendLine, colours: Colours): { series: uPlot.Series; data: (number | null)[] }[] => {
  const stroke = colours.series(line.place);
  const shared = { stroke, width: 2, spanGaps: false };
  const lonely = (at: number) => line.points[at - 1]?.value == null && line.points[at + 1]?.value == null;
  return [
    {
      series: {
        ...shared,
        points: {
          size: 6,
          fill: stroke,
          stroke,
          filter: (_plot, _at, _show, gaps) =>
            gaps?.length
              ? line.points.flatMap((point, at) =>
                  point.value !== null && !point.incomplete && lonely(at) ? [at] : [],
                )
              : [],
          show: true,
        },
      },
      data: completeValues(line.points),
    },
    {
      series: {
        ...shared,
        dash: [3, 4],
        points: {
          show: true,
          size: 7,
          width: 2,
          stroke,
          // Hollow: this one is still moving.
          fill: colours.surface,
          filter: () =>
            line.points.flatMap(({ incomplete, value }, at) => (incomplete && value !== null ? [at] : [])),
        },
      },
      data: incompleteValues(line.points),
    },
    {
      series: { show: true, stroke: 'transparent', width: 0, points: { show: false } },
      data: edge(line.points, 'high'),
    },
    {
      series: { show: true, stroke: 'transparent', width: 0, points: { show: false } },
      data: edge(line.points, 'low'),
    },
  ];
};

/** Vertical marks at notable days, with a small flag on top. */
const drawMarks = (marks: readonly number[], colours: Colours) => (plot: uPlot) => {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = colours.muted;
  ctx.fillStyle = colours.muted;
  ctx.lineWidth = devicePixelRatio;
  for (const at of marks) {
    const x = Math.round(plot.valToPos(at, 'x', true)) + 0.5;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(x, bbox.top, 3.5 * devicePixelRatio, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.restore();
};

/** So many labels fit below without touching; the last is kept, it is the newest. */
const splitsOf = (count: number, width: number): number[] => {
  const every = Math.max(1, Math.ceil(count / Math.max(2, Math.floor(width / 84))));
  return Array.from({ length: count }, (_, at) => at).filter((at) => (count - 1 - at) % every === 0);
};

/** Draws into `target`; the returned plot is told new sizes and thrown away by its owner. */
export const createPlot = (target: HTMLElement, options: PlotOptions): uPlot => {
  const { lines, colours, previous } = options;
  const parts = lines.flatMap((line) => seriesOf(line, colours));
  const steps = lines[0]?.points.length ?? 0;
  const behind: uPlot.Series = {
    stroke: faint(colours.muted, 0.7),
    width: 1.5,
    dash: [1, 3],
    points: { show: false },
    spanGaps: true,
  };
  const grid = { stroke: colours.border, width: 1 };
  const axes = { stroke: colours.muted, font, ticks: { show: false } };
  return new uPlot(
    {
      width: options.width,
      height: options.height,
      padding: [10, 24, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: false, range: () => [steps > 1 ? 0 : -0.5, steps > 1 ? steps - 1 : 0.5] },
        y: { range: (_plot, low, high) => rangeOf(low, high) },
      },
      axes: [
        {
          ...axes,
          grid: { show: false },
          size: 32,
          gap: 9,
          splits: () => splitsOf(steps, options.width),
          values: (_plot, splits) => splits.map(options.label),
        },
        { ...axes, grid, size: 54, gap: 6, space: 44, values: (_plot, splits) => splits.map(options.axis) },
      ],
      series: [{}, behind, ...parts.map(({ series }) => series)],
      bands: lines.flatMap(({ place }, at): uPlot.Band[] =>
        // More than two bands are a fog.
        lines.length > 2
          ? []
          : [{ series: [at * 4 + 4, at * 4 + 5], fill: faint(colours.series(place), 0.13) }],
      ),
      hooks: {
        draw: [drawMarks(options.marks, colours)],
        setCursor: [(plot) => options.pointed(plot.cursor.idx ?? null, plot.cursor.left ?? 0)],
      },
    },
    [
      Array.from({ length: steps }, (_, at) => at),
      Array.from({ length: steps }, (_, at) => previous[at] ?? null),
      ...parts.map(({ data }) => data),
    ],
    target,
  );
};

/** Some air above and below, and the zero where it is near: a line must not dramatise. */
const rangeOf = (low: number | null, high: number | null): [number, number] => {
  if (low === null || high === null) return [0, 1];
  const spread = high - low || Math.abs(high) || 1;
  const bottom = low >= 0 && low < spread * 1.5 ? 0 : low - spread * 0.12;
  return [bottom, high + spread * 0.12];
};

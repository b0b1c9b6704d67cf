import { html, nothing, svg, type TemplateResult } from 'lit';

interface SparkPoint {
  value: number | null;
  incomplete: boolean;
}
export interface SparkLine {
  place: number;
  points: readonly SparkPoint[];
}

const width = 120;
const height = 36;
const margin = 3;

interface Spot {
  x: number;
  y: number;
  incomplete: boolean;
}

/** Runs without a gap, complete and incomplete apart: what is incomplete is dashed and shares its first spot. */
const runs = (spots: readonly (Spot | null)[], incomplete: boolean): Spot[][] => {
  const found: Spot[][] = [];
  let run: Spot[] = [];
  for (const [at, spot] of spots.entries()) {
    const former = spots[at - 1];
    if (spot && former && (spot.incomplete || former.incomplete) === incomplete) {
      run = run.length > 0 ? run : [former];
      run.push(spot);
    } else {
      if (run.length > 1) found.push(run);
      run = [];
    }
  }
  return run.length > 1 ? [...found, run] : found;
};

const path = (run: readonly Spot[]): string =>
  run.map(({ x, y }, at) => `${at ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** A trend in a few pixels, for the shape alone: the number beside it says the rest. */
export const sparkline = (lines: readonly SparkLine[]): TemplateResult | typeof nothing => {
  const values = lines.flatMap(({ points }) =>
    points.flatMap(({ value }) => (value === null ? [] : [value])),
  );
  if (values.length < 2) return nothing;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const range = high - low || 1;
  const spotsOf = (points: readonly SparkPoint[]): (Spot | null)[] =>
    points.map(({ value, incomplete }, at) =>
      value === null
        ? null
        : {
            x: margin + (at / Math.max(points.length - 1, 1)) * (width - 2 * margin),
            y: high === low ? height / 2 : height - margin - ((value - low) / range) * (height - 2 * margin),
            incomplete,
          },
    );
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
    ${lines.map(({ place, points }) => {
      const spots = spotsOf(points);
      return svg`<g class=${`series-${place}`}>
        ${runs(spots, false).map((run) => svg`<path d=${path(run)} />`)}
        ${runs(spots, true).map((run) => svg`<path class="incomplete" d=${path(run)} />`)}
      </g>`;
    })}
  </svg>`;
};

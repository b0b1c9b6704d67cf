import type { BadgeIcon } from '@hearth/schema';
import { html, type TemplateResult } from 'lit';

/** Outlines on a 24 × 24 grid, drawn for this kit. */
const outlines = {
  spark: 'M12 3q1 8 9 9-8 1-9 9-1-8-9-9 8-1 9-9Z',
  voice: 'M5 5h14v11h-7l-5 4v-4H5ZM9 9h6M9 12h4',
  star: 'm12 3 3 6 6 1-4 4 1 7-6-3-6 3 1-7-4-4 6-1Z',
  heart: 'M12 20 5 13a5 5 0 1 1 7-7 5 5 0 1 1 7 7Z',
  trophy: 'M7 4h10v6a5 5 0 0 1-10 0ZM7 6H4q0 5 4 6M17 6h3q0 5-4 6M12 15v5M8 20h8',
  compass: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm4 5-2 6-6 2 2-6Z',
} satisfies Record<BadgeIcon, string>;
const drawn: Readonly<Record<string, string>> = outlines;

/** A badge's drawing; a name newer than this widget gets the spark. It only decorates: the badge's name stands beside it. */
export const badgeIcon = (icon: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${drawn[icon] ?? outlines.spark} /></svg>`;

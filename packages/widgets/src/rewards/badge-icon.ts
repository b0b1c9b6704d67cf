import type { BadgeIcon } from '@hearth/schema';
import { html, type TemplateResult } from 'lit';

/** Outlines on a 24 × 24 grid, drawn for this kit. */
const outlines: Readonly<Record<BadgeIcon, string>> = {
  spark: 'M12 3q1.5 7.5 9 9-7.5 1.5-9 9-1.5-7.5-9-9 7.5-1.5 9-9Z',
  voice: 'M6 5h12a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-6l-5 4v-4H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM8 9h8M8 12h5',
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8Z',
  heart:
    'M12 20C7 16.5 3.5 13.5 3.5 9.5a4.3 4.3 0 0 1 8.5-1.5 4.3 4.3 0 0 1 8.5 1.5C20.5 13.5 17 16.5 12 20Z',
  trophy: 'M7 4h10v6a5 5 0 0 1-10 0ZM7 6H4q0 5 3.5 5M17 6h3q0 5-3.5 5M12 15v5M8 20h8',
  compass: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm4 5-2.2 5.8L8 16l2.2-5.8Z',
};
const isKnown = (icon: string): icon is BadgeIcon => Object.hasOwn(outlines, icon);

/** A badge's drawing; a name newer than this widget gets the spark. It only decorates: the badge's name stands beside it. */
export const badgeIcon = (icon: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${outlines[isKnown(icon) ? icon : 'spark']} /></svg>`;

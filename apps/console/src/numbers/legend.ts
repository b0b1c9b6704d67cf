import { html, nothing, type TemplateResult } from 'lit';
import type { Side } from './segments.ts';

/** The colour and mark of a side, before its name. */
export const swatch = (place: number): TemplateResult =>
  html`<i class=${`swatch series-${place}`} aria-hidden="true"></i>`;

/** Which colour is whose; nothing to tell apart, nothing to say. */
export const legend = (sides: readonly Side[]): TemplateResult | typeof nothing =>
  sides.length < 2
    ? nothing
    : html`<ul class="legend">
        ${sides.map(({ name, place }) => html`<li>${swatch(place)}${name}</li>`)}
      </ul>`;

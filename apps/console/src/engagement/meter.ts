import { html, svg, type TemplateResult } from 'lit';

/** How much of a whole is left, as a bar below the figure that says so. */
export const meter = (part: number, whole: number): TemplateResult => html`<svg
  class="meter"
  viewBox="0 0 100 6"
  preserveAspectRatio="none"
  aria-hidden="true"
>
  ${svg`<rect class="meter-room" width="100" height="6" rx="3" />
    <rect class="plain" width=${whole === 0 ? 0 : (part / whole) * 100} height="6" rx="3" />`}
</svg>`;

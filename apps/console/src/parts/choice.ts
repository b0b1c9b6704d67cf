import { html, type TemplateResult } from 'lit';

/** A few words of which one is on, side by side: `choice({ label: 'Width', options, chosen, choose })`. */
export const choice = <T extends string>(about: {
  label: string;
  options: readonly { value: T; label: string }[];
  chosen: T;
  choose: (value: T) => void;
}): TemplateResult => html`<div class="choice" role="group" aria-label=${about.label}>
  ${about.options.map(
    ({ value, label }) =>
      html`<button aria-pressed=${value === about.chosen} @click=${() => about.choose(value)}>${label}</button>`,
  )}
</div>`;

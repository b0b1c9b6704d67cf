import { html, type TemplateResult } from 'lit';
import { icon } from '../parts/icon.ts';

/** A list's entry in another place; at the ends it stays. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one === undefined || to < 0 || to >= list.length) return [...list];
  next.splice(to, 0, one);
  return next;
}

/** Buttons that put an entry of a list one place up or down, and take it away. */
export const arrange = (about: {
  /** What it is, for those who hear the buttons. */
  what: string;
  index: number;
  length: number;
  move?: (by: -1 | 1) => void;
  remove: () => void;
}): TemplateResult => {
  const { what, index, length, move, remove } = about;
  return html`<div class="arrange">
    ${
      move
        ? html`<button type="button" class="quiet icon-only" aria-label="Move ${what} up" ?disabled=${index === 0} @click=${() => move(-1)}>${icon('up')}</button>
            <button type="button" class="quiet icon-only" aria-label="Move ${what} down" ?disabled=${index === length - 1} @click=${() => move(1)}>${icon('down')}</button>`
        : ''
    }
    <button type="button" class="quiet icon-only" aria-label="Remove ${what}" @click=${remove}>${icon('close')}</button>
  </div>`;
};

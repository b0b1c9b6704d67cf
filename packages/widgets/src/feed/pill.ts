import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Updates } from './updates.ts';

const label = (count: number, catching: Updates['catching'], locale: string): string => {
  if (catching === 'failed') return msg('That did not load. Try again', { id: 'feed-pill-failed' });
  if (count === 1) return msg('1 new post', { id: 'feed-new-one' });
  const number = count.toLocaleString(locale);
  return msg(str`${number} new posts`, { id: 'feed-new-other' });
};

/** Says that others have posted, without moving what is being read. */
export const renderPill = (
  count: number,
  catching: Updates['catching'],
  locale: string,
  handleClick: () => void,
): TemplateResult => html`<button
  part="pill"
  class="primary small"
  aria-disabled=${catching === 'busy'}
  @click=${handleClick}
>
  ${label(count, catching, locale)}
</button>`;

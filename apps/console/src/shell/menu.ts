import { html, nothing, type TemplateResult } from 'lit';
import { carried } from '../address/carried.ts';
import { icon } from '../parts/icon.ts';
import { may } from '../session.ts';
import { pathTo } from './navigation.ts';
import { type PageRoute, pageRoutes } from './routes.ts';

const link = ({ page, label, icon: name, group }: PageRoute, current: string): TemplateResult =>
  html`<a
    href=${pathTo(page) + (group === 'Numbers' ? carried(location.search) : '')}
    aria-current=${page === current ? 'page' : nothing}
    >${icon(name)}<span>${label}</span></a
  >`;

/** The way to every page that this operator may see; at the bottom of a narrow screen, to the most used. */
export const navigation = (current: string, thumb?: { thumb: true; more: () => void }): TemplateResult => {
  const open = pageRoutes.filter(({ permission }) => may(permission));
  if (thumb) {
    const most = open.filter((route) => route.thumb).slice(0, 4);
    return html`<nav class="thumbs" aria-label="Most used pages">
      ${most.map((route) => link(route, current))}
      <button @click=${thumb.more}>${icon('more')}<span>More</span></button>
    </nav>`;
  }
  const groups = [...new Set(open.map(({ group }) => group))];
  return html`<nav class="menu" aria-label="Pages">
    ${groups.map(
      (group) => html`<h2>${group}</h2>
        ${open.filter((route) => route.group === group).map((route) => link(route, current))}`,
    )}
  </nav>`;
};

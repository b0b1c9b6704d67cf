import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ConsolePage } from '../page-element.ts';
import { pageHeader } from '../parts/page-header.ts';
import { emptyState } from '../parts/states.ts';
import { tabs } from '../parts/tabs.ts';
import { may } from '../session.ts';
import { pathTo } from '../shell/navigation.ts';
import './set-up.css';
import './install-part.ts';
import './keys-part.ts';
import './operators-part.ts';
import './theme-part.ts';
import './surveys-part.ts';
import './checklist-part.ts';
import './rewards-part.ts';
import './referral-part.ts';
import './project-part.ts';
import './revenue-part.ts';
import './changes-part.ts';

interface Part {
  path: string;
  label: string;
  show: () => TemplateResult;
}

const parts: readonly Part[] = [
  { path: '', label: 'Install', show: () => html`<hearth-set-up-install></hearth-set-up-install>` },
  { path: 'keys', label: 'Keys', show: () => html`<hearth-set-up-keys></hearth-set-up-keys>` },
  {
    path: 'operators',
    label: 'Operators',
    show: () => html`<hearth-set-up-operators></hearth-set-up-operators>`,
  },
  { path: 'theme', label: 'Theme', show: () => html`<hearth-set-up-theme></hearth-set-up-theme>` },
  { path: 'surveys', label: 'Surveys', show: () => html`<hearth-set-up-surveys></hearth-set-up-surveys>` },
  {
    path: 'checklist',
    label: 'Checklist',
    show: () => html`<hearth-set-up-checklist></hearth-set-up-checklist>`,
  },
  { path: 'rewards', label: 'Rewards', show: () => html`<hearth-set-up-rewards></hearth-set-up-rewards>` },
  {
    path: 'referral',
    label: 'Referral',
    show: () => html`<hearth-set-up-referral></hearth-set-up-referral>`,
  },
  { path: 'revenue', label: 'Revenue', show: () => html`<hearth-set-up-revenue></hearth-set-up-revenue>` },
  { path: 'project', label: 'Project', show: () => html`<hearth-set-up-project></hearth-set-up-project>` },
  { path: 'changes', label: 'Changes', show: () => html`<hearth-set-up-changes></hearth-set-up-changes>` },
];

/** How the kit is put into a product, who may run it, and what its widgets say. */
@customElement('hearth-set-up-page')
export class SetUpPage extends ConsolePage {
  // On a phone the parts are more than fit beside each other: the one that is open is seen.
  override firstUpdated(): void {
    this.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  override render() {
    const mine = parts.filter(
      ({ path }) =>
        (path !== 'operators' || may('manage operators')) && (path !== 'keys' || may('manage keys')),
    );
    const part = mine.find(({ path }) => path === this.rest);
    return html`<div class="page set-up">
      ${pageHeader({ title: 'Set-up', lede: 'How the widgets get into your product, and what they say there.' })}
      ${tabs({
        label: 'Parts of the set-up',
        items: mine.map(({ path, label }) => ({
          href: pathTo('set-up', path),
          label,
          current: path === part?.path,
        })),
      })}
      ${
        part?.show() ??
        emptyState({
          level: 2,
          title: 'There is no such part',
          text: 'The address may be mistyped, or your role does not see it.',
        })
      }
    </div>`;
  }
}

import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ConsolePage } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { pageHeader } from '../parts/page-header.ts';
import { pathTo } from '../shell/navigation.ts';
import './audit-view.ts';
import './queue-view.ts';
import './feed.css';

/** Looking after the feed: what waits, and what was done. */
@customElement('hearth-feed-page')
export class FeedPage extends ConsolePage {
  override render(): TemplateResult {
    if (this.rest === 'audit')
      return html`<div class="page feed">
        ${pageHeader({
          title: 'Audit log',
          lede: 'Everything that was done about posts, comments and members. Nothing here can be changed; undoing adds a line.',
          actions: html`<a class="button" href=${pathTo('feed')}>${icon('previous')}Feed</a>`,
        })}
        <hearth-feed-audit></hearth-feed-audit>
      </div>`;
    return html`<div class="page feed">
      ${pageHeader({
        title: 'Feed',
        lede: 'Posts and comments that may need a look. What you hide or remove leaves every open feed at once.',
        actions: html`<a class="button" href=${pathTo('feed', 'audit')}>Audit log</a>`,
      })}
      <hearth-feed-queue></hearth-feed-queue>
    </div>`;
  }
}

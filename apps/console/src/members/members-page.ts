import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ConsolePage } from '../page-element.ts';
import './member-list.ts';
import './member-profile.ts';
import './members.css';

/** Who is there; with an id behind it, everything about one of them. */
@customElement('hearth-members-page')
export class MembersPage extends ConsolePage {
  override render() {
    return this.rest === ''
      ? html`<hearth-member-list></hearth-member-list>`
      : html`<hearth-member-profile .memberId=${this.rest}></hearth-member-profile>`;
  }
}

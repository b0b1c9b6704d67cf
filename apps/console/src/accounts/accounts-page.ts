import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ConsolePage } from '../page-element.ts';
import './account-list.ts';
import './account-profile.ts';
import '../members/members.css';

/** The customers' companies; with an id behind it, everything about one of them. */
@customElement('hearth-accounts-page')
export class AccountsPage extends ConsolePage {
  override render() {
    return this.rest === ''
      ? html`<hearth-account-list></hearth-account-list>`
      : html`<hearth-account-profile .accountId=${this.rest}></hearth-account-profile>`;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { toast } from '../parts/toast.ts';
import { may, operator } from '../session.ts';
import { type Place, Router } from './router.ts';
import './keys-dialog.ts';
import './shell.css';
import '../parts/parts.css';
import '../parts/overlays.css';
import '../parts/tables.css';
import { KeyBindings, listenToKeys } from './keys.ts';
import type { KeysDialog } from './keys-dialog.ts';
import { navigation } from './menu.ts';
import { keepLinksInside, navigate, pathTo } from './navigation.ts';
import { pageRoutes } from './routes.ts';

/**
 * Around every page: navigation, who is signed in, keys, messages.
 *
 * @fires signed-out - the operator has left
 */
@customElement('hearth-shell')
export class Shell extends PageElement {
  @query('hearth-keys-dialog') private keysDialog!: KeysDialog;

  @state() private showsMenu = false;
  @state() private leaving = false;

  readonly #router = new Router(this);
  readonly #stops: (() => void)[] = [];

  constructor() {
    super();
    new KeyBindings(this, 'Everywhere', () => [
      ...pageRoutes
        .filter(({ permission }) => may(permission))
        .map(({ key, label, page }) => ({
          keys: `g ${key}`,
          label: `Go to ${label}`,
          run: () => navigate(pathTo(page)),
        })),
      { keys: '?', label: 'These keys', run: () => this.keysDialog.show() },
    ]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stops.push(listenToKeys(window), keepLinksInside(this));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
  }

  private handleSignOutClick = async (): Promise<void> => {
    if (this.leaving) return;
    this.leaving = true;
    try {
      await backend.operators.signOut.mutate();
      this.dispatchEvent(new Event('signed-out'));
    } catch (error) {
      toast({ text: sentenceFor(error), problem: true });
    } finally {
      this.leaving = false;
    }
  };

  private handleMenuClick(): void {
    this.showsMenu = true;
  }

  private handleMenuClose = (): void => {
    this.showsMenu = false;
  };

  private handleSkipClick(event: Event): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('main h1')?.focus();
  }

  private renderWho(): TemplateResult {
    const { name, role, email } = operator();
    return html`<div class="who">
      <p title=${email}><strong>${name}</strong><span>${role}</span></p>
      <button class="quiet icon-only" aria-label="Keys" title="Keys (?)" @click=${() => this.keysDialog.show()}>
        ${icon('keyboard')}
      </button>
      <button class="quiet icon-only" aria-label="Sign out" title="Sign out" @click=${this.handleSignOutClick}>
        ${icon('leave')}
      </button>
    </div>`;
  }

  private renderBrand(): TemplateResult {
    const { project } = operator();
    return html`<a class="brand" href=${pathTo('')}>
      <span class="flame" aria-hidden="true"></span>
      <span><strong>${project.name}</strong><small>Hearth</small></span>
    </a>`;
  }

  private renderPlace(place: Place): TemplateResult {
    switch (place.name) {
      case 'loading':
        return html`${place.former ?? nothing}`;
      case 'page':
        return html`${place.element}`;
      case 'failed':
        return html`<div class="page"><h1 tabindex="-1">${place.label}</h1>
          <div class="failure" role="alert">
            <p>This page could not be loaded. The console may just have been updated: reload it.</p>
            <button @click=${() => location.reload()}>Reload</button>
          </div></div>`;
      case 'unknown':
        return html`<div class="page"><div class="empty tall">
          <h1 tabindex="-1">There is no such page</h1>
          <p>Nothing of the console is at <code>${location.pathname}</code>. It may be an old link, or one cut short.</p>
          <a class="button primary" href=${pathTo('')}>Go to the overview</a>
        </div></div>`;
      case 'forbidden':
        return html`<div class="page"><div class="empty tall">
          <h1 tabindex="-1">${place.label} is not open to your role</h1>
          <p>You are signed in as ${operator().role}. An owner of this project can change that.</p>
          <a class="button" href=${pathTo('')}>Go to the overview</a>
        </div></div>`;
    }
  }

  override render() {
    const { place, page } = this.#router;
    return html`
      <a class="skip" href="#content" @click=${this.handleSkipClick}>Skip to the page</a>
      <aside class="side">
        ${this.renderBrand()} ${navigation(page)} ${this.renderWho()}
      </aside>
      <header class="top">${this.renderBrand()}</header>
      <main id="content" aria-busy=${place.name === 'loading'}>${this.renderPlace(place)}</main>
      ${navigation(page, { thumb: true, more: () => this.handleMenuClick() })}
      ${
        this.showsMenu
          ? html`<hearth-dialog
              heading=${operator().project.name}
              kind="drawer"
              .content=${html`<div @click=${this.handleMenuClose}>${navigation(page)}</div>${this.renderWho()}`}
              @close=${this.handleMenuClose}
            ></hearth-dialog>`
          : nothing
      }
      <hearth-keys-dialog></hearth-keys-dialog>
      <hearth-toasts></hearth-toasts>
    `;
  }
}

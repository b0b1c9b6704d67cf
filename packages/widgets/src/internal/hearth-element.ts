import type { HearthClient, Remote } from '@hearth/client';
import type { Boot, WidgetName, WidgetStates } from '@hearth/schema';
import { msg, updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { whenConnected } from './connection.ts';
import { speak } from './localization.ts';

/**
 * What every widget is: an element that watches its state through the page's client and renders each of
 * loading, failed, not set up, and ready.
 *
 * @csspart base - the widget's outer box
 */
export abstract class HearthElement<W extends WidgetName> extends LitElement {
  static override styles = [tokens, base];

  /** Which of the client's states this widget shows. */
  protected abstract readonly widget: W;

  @state() protected remote: Remote<WidgetStates[W]> = { status: 'loading' };
  /** The page's client; undefined until one is connected. */
  @state() protected client: HearthClient | undefined;

  /** `light`, `dark` or `auto` (the system's). By default the widget follows the page's `color-scheme`. */
  @property({ reflect: true }) theme: 'light' | 'dark' | 'auto' | undefined;

  #disconnect: (() => void) | undefined;
  #release: (() => void)[] = [];
  #shown = false;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#disconnect = whenConnected((client) => this.#follow(client));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#disconnect?.();
    this.#letGo();
  }

  #follow(client: HearthClient): void {
    this.#letGo();
    this.client = client;
    this.#release = [
      client.watch(this.widget, (remote) => {
        const pending = speak(client.locale);
        // Words and state arrive together, so that nobody sees English turn into German.
        if (pending) void pending.then(() => this.client === client && this.#show(remote));
        else this.#show(remote);
      }),
      client.on('member', () => {
        this.#shown = false;
        this.handleMemberChange();
      }),
      ...this.listen(client),
    ];
  }

  #show(remote: Remote<WidgetStates[W]>): void {
    if (remote.status === 'ready') this.#applyTheme(remote.theme);
    this.remote = remote;
  }

  #letGo(): void {
    for (const release of this.#release.splice(0)) release();
  }

  /** What else this widget hears from its client: each returns how to stop it. */
  protected listen(_client: HearthClient): (() => void)[] {
    return [];
  }

  /** Somebody else is using the page now: drop what was typed and shown. */
  protected handleMemberChange(): void {}

  /** Records, once per member and page, that the widget with this content came on screen: when `box` really does. */
  protected recordShown(contentId?: string, box: Element = this): void {
    if (this.#shown) return;
    this.#shown = true;
    const { client, widget } = this;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void client?.record('widget.shown', { widget, ...(contentId && { contentId }) });
    });
    observer.observe(box);
  }

  /** `empty` while there is nothing to show, so that a page can give up the room it keeps for the widget. */
  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    this.toggleAttribute('empty', !this.renderRoot.firstElementChild);
  }

  protected renderLoading(): TemplateResult | typeof nothing {
    return html`<div part="base" aria-busy="true">
      <span class="visually-hidden" role="status">${msg('Loading…', { id: 'loading' })}</span>
      <div class="skeleton short"></div>
      <div class="skeleton"></div>
      <div class="skeleton long"></div>
    </div>`;
  }

  protected renderFailed(): TemplateResult | typeof nothing {
    return html`<div part="base" class="failed" role="alert">
      ${this.renderTrouble(() => this.client?.reload(this.widget))}
    </div>`;
  }

  /** What stands where something did not load. */
  protected renderTrouble(retry: () => void): TemplateResult {
    return html`<p>${msg('This did not load.', { id: 'failed' })}</p>
      <button type="button" class="outline" @click=${retry}>${msg('Try again', { id: 'retry' })}</button>`;
  }

  /** The widget with its data. */
  protected abstract renderReady(
    data: NonNullable<WidgetStates[W]>,
    remote: Extract<Remote<WidgetStates[W]>, { status: 'ready' }>,
  ): TemplateResult | typeof nothing;

  /** What a token is not given, it takes from the stylesheet: an empty value removes it. */
  #applyTheme({ accent, accentDark = accent, radius }: Boot['theme']): void {
    const { style } = this;
    style.setProperty('--_theme-accent', accent ? `light-dark(${accent},${accentDark})` : '');
    style.setProperty('--_theme-radius', radius === undefined ? '' : `${radius}px`);
  }

  override render(): TemplateResult | typeof nothing {
    const { remote } = this;
    if (remote.status === 'loading') return this.renderLoading();
    if (remote.status === 'failed') return this.renderFailed();
    const { data } = remote;
    return data ? this.renderReady(data, remote) : nothing;
  }
}

import type { Arrivals, ProjectSettings } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { age } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { pathTo } from '../shell/navigation.ts';
import { textField } from './fields.ts';
import { Form } from './form.ts';
import './snippet.ts';

/** How often the light looks for the first interaction, and then for the latest. Milliseconds. */
const LOOK = { waiting: 2_000, arrived: 15_000 };

/** Everything it takes to see the widgets in one's own product. */
@customElement('hearth-set-up-install')
export class InstallPart extends PageElement {
  @state() private origin = '';
  @state() private arrivals: Arrivals | null = null;

  readonly #form = new Form(this);
  readonly #project = new Load<ProjectSettings>(this);
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#project.ask(() => backend.project.get.query());
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    try {
      this.arrivals = await backend.project.arrivals.query();
    } catch {
      // The light stays as it is; the next look tells.
    }
    if (!this.isConnected) return;
    this.#timer = setTimeout(() => this.#look(), this.arrivals?.first ? LOOK.arrived : LOOK.waiting);
  }

  private async handleAdd(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { origin } = this;
    if (await this.#change(() => backend.project.addOrigin.mutate({ origin }))) this.origin = '';
  }

  private async handleRemove(origin: string): Promise<void> {
    if (!(await this.#change(() => backend.project.removeOrigin.mutate({ origin })))) return;
    const undo = () => void this.#change(() => backend.project.addOrigin.mutate({ origin }));
    toast({ text: `${origin} was removed.`, action: { label: 'Undo', run: undo } });
  }

  #change(change: () => Promise<ProjectSettings>): Promise<boolean> {
    return this.#form.send(async () => {
      const project = await change();
      await this.#project.ask(async () => project);
    });
  }

  override render() {
    const project = this.#project.value;
    if (!project)
      return this.#project.problem
        ? failure(this.#project.problem, this.#project.retry)
        : html`<section class="card">${skeleton(8)}</section>`;
    return html`${this.#light()}
      <section class="card">
        <header>
          <h2>1 · Put the script into your pages</h2>
          <p>Once, in what all pages share. Then a tag wherever a widget is to be.</p>
        </header>
        <hearth-snippet label="the snippet" .text=${snippetOf(project)}></hearth-snippet>
      </section>
      ${this.#origins(project)} ${howTo(project)}`;
  }

  #light() {
    const { first, last } = this.arrivals ?? {};
    return html`<section class="card light ${first ? 'on' : ''}" role="status">
      <i aria-hidden="true"></i>
      ${
        this.arrivals === null
          ? html`<p>Looking for interactions…</p>`
          : first
            ? html`<p><strong>Interactions arrive.</strong> The first came ${age(first)}, the latest ${age(last ?? first)}.</p>`
            : html`<p><strong>Waiting for the first interaction.</strong> Open a page with the snippet: this turns green by itself.</p>`
      }
      <a href=${pathTo('live')}>See them live</a>
    </section>`;
  }

  #origins({ origins }: ProjectSettings) {
    return html`<section class="card">
      <header>
        <h2>2 · Allow the pages that embed it</h2>
        <p>Scheme, host and port, exact. Pages of any other origin are refused.</p>
      </header>
      ${
        origins.length === 0
          ? html`<p class="notice">${icon('warning')} No origin is allowed yet: every browser is refused.</p>`
          : html`<ul class="rows">
              ${origins.map(
                (origin) => html`<li>
                  <code>${origin}</code>
                  <button class="quiet" aria-label="Remove ${origin}" @click=${() => this.handleRemove(origin)}>Remove</button>
                </li>`,
              )}
            </ul>`
      }
      <form class="line" novalidate @submit=${this.handleAdd}>
        ${textField(this.#form, {
          name: 'origin',
          label: 'Another origin',
          type: 'url',
          placeholder: 'https://app.example.com',
          value: this.origin,
          set: (value) => {
            this.origin = value;
          },
        })}
        <button class="primary">${icon('add')} Allow</button>
      </form>
      ${this.#form.general ? html`<p class="problem" role="alert">${this.#form.general}</p>` : nothing}
    </section>`;
  }
}

const snippetOf = ({ publicUrl, siteKey }: ProjectSettings): string =>
  `<script async src="${publicUrl}/hearth.js" data-site-key="${siteKey}"></script>

<hearth-nps></hearth-nps>
<hearth-checklist></hearth-checklist>
<hearth-rewards></hearth-rewards>
<hearth-feed></hearth-feed>
<hearth-referral></hearth-referral>`;

const pageCode = `hearth('identify', () => fetch('/api/hearth-token').then((answer) => answer.text()));`;

const serverCode = (siteKey: string): string => `import { SignJWT } from 'jose';

const token = await new SignJWT({ name: user.name, account: { id: user.companyId, plan: 'team' } })
  .setProtectedHeader({ alg: 'HS256', kid: process.env.HEARTH_KEY_ID })
  .setSubject(user.id)
  .setAudience('${siteKey}')
  .setIssuedAt()
  .setExpirationTime('10m')
  .sign(Buffer.from(process.env.HEARTH_KEY_SECRET, 'base64url'));`;

const howTo = ({ siteKey }: ProjectSettings) => html`<section class="card">
  <header>
    <h2>3 · Say who is signed in</h2>
    <p>Without it, visitors may answer and tick; only members whom your backend vouches for earn, post and refer.</p>
  </header>
  <ol class="steps">
    <li>
      <p>Make a <a href=${pathTo('set-up', 'keys')}>signing key</a>, and keep its id and secret in your backend’s environment.</p>
    </li>
    <li>
      <p>Let your backend sign a short token for whoever is signed in to your product:</p>
      <hearth-snippet label="the backend’s code" .text=${serverCode(siteKey)}></hearth-snippet>
    </li>
    <li>
      <p>Hand it to the widgets. They ask again whenever it runs out:</p>
      <hearth-snippet label="the page’s code" .text=${pageCode}></hearth-snippet>
    </li>
    <li>
      <p>Something is refused? Paste the token into the <a href=${pathTo('set-up', 'keys')}>checker</a>: it says why.</p>
    </li>
  </ol>
</section>`;

import type { Theme } from '@hearth/schema';
import { html } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { backend } from '../backend.ts';
import { choice } from '../parts/choice.ts';
import { icon } from '../parts/icon.ts';
import { contrast, isColor } from './contrast.ts';
import { DocumentPart } from './document-part.ts';
import { fieldId, readProblem } from './form.ts';

type Look = 'light' | 'dark';
type ColorName = 'accent' | 'accentDark';

/** What the widgets show by themselves, and what they stand on. */
const own: Record<ColorName, string> = { accent: '#b4400f', accentDark: '#f59a62' };
const surface: Record<ColorName, string> = { accent: '#ffffff', accentDark: '#1d1b1a' };
/** What WCAG asks of controls against what is beside them. */
const ENOUGH = 3;

/** Colours and corners, with the real widgets beside: they are loaded from the script that pages load. */
@customElement('hearth-set-up-theme')
export class ThemePart extends DocumentPart<{ theme: Theme }> {
  @query('iframe') private frame!: HTMLIFrameElement | null;
  @state() private look: Look = 'light';

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('message', this.handleMessage);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.handleMessage);
  }

  protected override read = async () => ({ theme: (await backend.project.get.query()).theme });
  protected override store = ({ theme }: { theme: Theme }) => backend.project.saveTheme.mutate({ theme });

  override updated(): void {
    this.#show();
  }

  private handleMessage = ({ source, origin }: MessageEvent): void => {
    // The frame says that it is ready.
    if (origin === location.origin && source === this.frame?.contentWindow) this.#show();
  };

  #show(): void {
    const theme = this.draft?.theme ?? {};
    const colors = [theme.accent, theme.accentDark].filter((color) => color !== undefined);
    // Half a colour, while it is typed, changes nothing yet.
    if (!colors.every(isColor)) return;
    this.frame?.contentWindow?.postMessage({ theme, look: this.look }, location.origin);
  }

  #set(name: ColorName, value: string): void {
    this.edit(({ theme }) => {
      if (value === '') delete theme[name];
      else theme[name] = value;
    });
  }

  protected override fields({ theme }: { theme: Theme }) {
    const radius = theme.radius ?? 14;
    return html`<div class="split">
      <section class="card stack">
        <header><h2>Look</h2><p>Empty fields keep the widgets’ own look. Text on the accent turns black or white by itself.</p></header>
        ${this.#color('accent', 'Accent', theme.accent)} ${this.#color('accentDark', 'Accent in dark mode', theme.accentDark)}
        <div class="field">
          <label for=${fieldId('theme.radius')}>Corners <output class="number muted">${radius} px</output></label>
          <input id=${fieldId('theme.radius')} type="range" min="0" max="24" .value=${live(String(radius))}
            @input=${(event: Event) => {
              const value = event.target instanceof HTMLInputElement ? Number(event.target.value) : radius;
              this.edit((draft) => {
                draft.theme.radius = value;
              });
            }} />
        </div>
        <button type="button" class="quiet" @click=${() =>
          this.edit((draft) => {
            draft.theme = {};
          })}>Back to the widgets’ own look</button>
      </section>
      <section class="card preview">
        <header>
          <h2>Preview</h2>
          ${choice({
            label: 'Preview in',
            options: [
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ],
            chosen: this.look,
            choose: (look) => {
              this.look = look;
            },
          })}
        </header>
        <iframe title="The widgets, with this look" src="/console/preview.html"></iframe>
      </section>
    </div>`;
  }

  #color(name: ColorName, label: string, value: string | undefined) {
    const id = fieldId(`theme.${name}`);
    const shown = value !== undefined && isColor(value) ? value : own[name];
    const ratio = contrast(shown, surface[name]);
    const problem =
      this.form.at(`theme.${name}`) ||
      (value === undefined || isColor(value) ? '' : readProblem('Colours are #rrggbb.').sentence);
    const handleInput = (event: Event) => {
      if (event.target instanceof HTMLInputElement) this.#set(name, event.target.value.trim());
    };
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <div class="color">
        <input type="color" aria-label="${label}, by eye" .value=${live(shown)} @input=${handleInput} />
        <input id=${id} type="text" maxlength="7" spellcheck="false" autocomplete="off" placeholder=${own[name]}
          aria-invalid=${problem ? 'true' : 'false'} aria-describedby="${id}-contrast" .value=${live(value ?? '')} @input=${handleInput} />
      </div>
      <p id="${id}-contrast" class=${problem ? 'problem' : ratio >= ENOUGH ? 'muted' : 'warn'}>
        ${problem || html`${ratio >= ENOUGH ? icon('check') : icon('warning')} Contrast ${ratio.toFixed(1)} : 1 on ${name === 'accent' ? 'white' : 'the dark surface'}${ratio >= ENOUGH ? '' : ', below 3 : 1: buttons will be hard to make out'}.`}
      </p>
    </div>`;
  }
}

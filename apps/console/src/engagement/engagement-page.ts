import { registry } from '@hearth/metrics';
import type { DropOff, Funnel, Histogram, Interval, Lifecycle, MetricId } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { oneOf, param } from '../address/param.ts';
import { backend } from '../backend.ts';
import { Load } from '../load.ts';
import { NumbersPage } from '../numbers/numbers-page.ts';
import { intervalFor, intervalParam } from '../numbers/period.ts';
import { choice } from '../parts/choice.ts';
import { emptyState } from '../parts/states.ts';
import { dropOffOf } from './drop-off.ts';
import './engagement.css';
import { funnelOf } from './funnel.ts';
import { histogramOf } from './histogram.ts';
import { lifecycleOf } from './lifecycle.ts';

const activity = [
  'daily_active_members',
  'weekly_active_members',
  'monthly_active_members',
  'stickiness',
] as const;
const sections = [
  { title: 'Activation', metrics: ['activation', 'activation_time', 'account_activation'] },
  { title: 'Participation', metrics: ['participation', 'unanswered_posts', 'time_to_first_answer'] },
  { title: 'Loyalty', metrics: ['points_earned', 'points_spent', 'points_outstanding', 'redeemers'] },
  {
    title: 'Referral',
    metrics: ['sharers', 'referral_clicks', 'referral_sign_ups', 'referral_qualified', 'referral_k_factor'],
  },
] as const satisfies readonly { title: string; metrics: readonly MetricId[] }[];

const drawnParam = param('draw', oneOf(activity, 'daily_active_members'));
const barsParam = param('bars', oneOf(['day', 'week'], 'day'));

/** How often members come, what they do with the widgets, and whether they take part. */
@customElement('hearth-engagement-page')
export class EngagementPage extends NumbersPage {
  protected override readonly heading = 'Engagement';
  protected override readonly lede = 'How often members come, and what they do when they are here.';
  protected override readonly metrics: readonly MetricId[] = [
    ...activity,
    ...sections.flatMap(({ metrics }) => metrics),
  ];

  readonly #lifecycle = new Load<{ interval: Interval; lifecycle: Lifecycle }>(this);
  readonly #histogram = new Load<{ unit: 'day' | 'week'; histogram: Histogram }>(this);
  readonly #funnel = new Load<Funnel>(this);
  readonly #dropOff = new Load<DropOff>(this);

  protected override askedBesides(): unknown {
    return this.address.get(barsParam);
  }

  protected override ask(): void {
    super.ask();
    const one = this.oneQuestion;
    const interval = intervalFor(this.period, this.address.get(intervalParam), 'week');
    const unit = this.address.get(barsParam);
    void this.#lifecycle.ask(async () => ({
      interval,
      lifecycle: await backend.insights.lifecycle.query({ ...one, interval }),
    }));
    void this.#histogram.ask(async () => ({
      unit,
      histogram: await backend.insights.histogram.query({ ...one, interval: unit }),
    }));
    void this.#funnel.ask(() => backend.insights.funnel.query(one));
    void this.#dropOff.ask(() => backend.insights.dropOff.query(one));
  }

  private renderActivity(): TemplateResult {
    const drawn = this.address.get(drawnParam);
    return html`<section class="card">
      <header>
        ${choice({
          label: 'Drawn below',
          options: activity.map((value) => ({
            value,
            label: registry[value].label.replace(' active members', ''),
          })),
          chosen: drawn,
          choose: (metric) => this.address.set(drawnParam.to(metric)),
        })}
        ${this.renderIntervals()}
      </header>
      ${this.renderTrendOf(drawn)}
    </section>`;
  }

  private renderHistogram(): TemplateResult {
    return html`<section class="card">
      <header>
        <h2>How often they come</h2>
        ${choice({
          label: 'Counted in',
          options: [
            { value: 'day', label: 'Days' },
            { value: 'week', label: 'Weeks' },
          ],
          chosen: this.address.get(barsParam),
          choose: (unit) => this.address.set(barsParam.to(unit)),
        })}
        <p>Members by the number of ${this.address.get(barsParam)}s on which they were active in the period.</p>
      </header>
      ${this.renderLoaded(this.#histogram, ({ unit, histogram }) => histogramOf(histogram, unit))}
    </section>`;
  }

  private renderDropOff(): TemplateResult {
    return html`<section class="card">
      <header>
        <h3>Where checklists lose people</h3>
        <p>Of members first shown a checklist in these days, how many finished each step.</p>
      </header>
      ${this.renderLoaded(this.#dropOff, (dropOff) =>
        dropOff.checklists.length > 0
          ? dropOffOf(dropOff)
          : emptyState({
              title: 'No checklist was shown in these days',
              text: 'An onboarding checklist shows newcomers what to do first; each step they finish is counted here.',
            }),
      )}
    </section>`;
  }

  protected override renderContent(): TemplateResult {
    return html`
      ${this.renderCards(activity)} ${this.renderActivity()}
      ${this.renderWhose()}
      <div class="halves">
        <section class="card">
          <header>
            <h2>Who came, who stayed away</h2>
            <p>New, returning, back after a pause; dormant were active the step before and not in this one.</p>
          </header>
          ${this.renderLoaded(this.#lifecycle, ({ interval, lifecycle }) => lifecycleOf(lifecycle, interval))}
        </section>
        ${this.renderHistogram()}
      </div>
      <section class="card">
        <header>
          <h2>Widgets</h2>
          <p>Distinct members who were shown each, began, finished or closed it.</p>
        </header>
        ${this.renderLoaded(this.#funnel, (funnel) =>
          funnel.rows.length > 0
            ? funnelOf(funnel)
            : emptyState({
                title: 'No widget was shown in these days',
                text: 'Put one on a page of your product, and each step that members take with it is counted here.',
              }),
        )}
      </section>
      ${sections.map(
        ({ title, metrics }) => html`<section class="named">
          <h2>${title}</h2>
          ${this.renderCards(metrics)} ${title === 'Activation' ? this.renderDropOff() : nothing}
        </section>`,
      )}
    `;
  }
}

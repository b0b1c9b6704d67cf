import type { Band } from '@hearth/schema';
import type { Acts } from '../act.ts';
import { csatComments, exitReasons, npsComments } from '../content/voices.ts';
import type { Random } from '../random.ts';
import type { Company } from './company.ts';
import type { Member } from './customers.ts';
import type { Stay } from './visits.ts';

const DAY = 24 * 3_600_000;

/** Ids on the wire. */
export interface SurveyIds {
  nps: string;
  csat: string;
  ces: string;
  exit: string;
}

const answerId = (random: Random): string => `ans_${Buffer.from(random.bytes(16)).toString('hex')}`;
const clamp = (value: number, low: number, high: number) => Math.round(Math.min(high, Math.max(low, value)));
const bandOf = (score: number): Band => (score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor');

/** When each member was last asked, so that nobody is asked twice in a quarter. */
export class Interviewer {
  readonly #acts: Acts;
  readonly #random: Random;
  readonly #surveys: SurveyIds;
  readonly #asked = new Map<string, number>();

  constructor(acts: Acts, surveys: SurveyIds, random: Random) {
    this.#acts = acts;
    this.#surveys = surveys;
    this.#random = random;
  }

  /** The prompt, as the widget shows it: some answer, some send it away, some do neither. */
  recommend({ member, feeling, next, index }: Stay): void {
    const by = member.claims.sub;
    const random = this.#random;
    const at = next();
    const before = this.#asked.get(by);
    const isDue = index >= 3 && (before === undefined || at.getTime() - before > 91 * DAY);
    if (!isDue || !random.chance(0.4)) return;
    this.#asked.set(by, at.getTime());
    const surveyId = this.#surveys.nps;
    this.#acts.add(by, at, 'widget.shown', { widget: 'nps', contentId: surveyId });
    if (random.chance(0.34 + 0.3 * Math.abs(feeling - 0.5))) {
      const score = clamp(10.6 * feeling + 0.9 + 1.1 * random.bell(), 0, 10);
      const said = random.chance(0.32) ? { comment: random.pick(npsComments[bandOf(score)]) } : {};
      const answer = { surveyId, answerId: answerId(random), score, ...said, complete: true };
      this.#acts.add(by, next(), 'survey.answered', answer);
    } else if (random.chance(0.6)) {
      this.#acts.add(by, next(), 'widget.dismissed', { widget: 'nps', contentId: surveyId });
    }
  }

  /** Fieldnote's own backend asks after a support request (1–5) and after an import (1–7). */
  afterwards({ member, feeling, next }: Stay): void {
    const random = this.#random;
    const by = member.claims.sub;
    if (random.chance(0.035)) {
      this.#acts.add(by, next(), 'event.tracked', { name: 'support_request_closed' });
      if (random.chance(0.55)) {
        const score = clamp(1.9 + 3.2 * feeling + 0.8 * random.bell(), 1, 5);
        const said = random.chance(0.2) ? { comment: random.pick(csatComments) } : {};
        this.#answer(by, next(), this.#surveys.csat, score, said);
      }
    } else if (random.chance(0.012)) {
      this.#acts.add(by, next(), 'event.tracked', { name: 'import_finished' });
      if (random.chance(0.5)) {
        this.#answer(by, next(), this.#surveys.ces, clamp(2.4 + 4 * feeling + 1.1 * random.bell(), 1, 7), {});
      }
    }
  }

  /** Asked on the page that ends a contract. */
  leave(company: Company, members: readonly Member[], from: Date): void {
    for (const departure of company.departures) {
      const someone = members.findLast(({ joinedAt }) => joinedAt < departure);
      if (departure < from || !someone || !this.#random.chance(0.7)) continue;
      const [reason, comment] = this.#random.pick(exitReasons);
      const said = comment === undefined ? {} : { comment };
      const answer = { surveyId: this.#surveys.exit, answerId: answerId(this.#random), reason, ...said };
      this.#acts.add(someone.claims.sub, new Date(departure.getTime() - 60_000), 'exit.answered', answer);
    }
  }

  #answer(by: string, at: Date, surveyId: string, score: number, said: { comment?: string }): void {
    const answer = { surveyId, answerId: answerId(this.#random), score, ...said, complete: true };
    this.#acts.add(by, at, 'survey.answered', answer);
  }
}

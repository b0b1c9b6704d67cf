import fc from 'fast-check';
import { v7 } from 'uuid';
import type { Database, Transaction } from '../../database/database.ts';
import { wireId } from '../../ids.ts';
import { mergeWithin } from '../../members/merge-store.ts';
import type { Community } from '../../testing/community.ts';
import { correct } from '../correction-store.ts';
import { fold } from '../fold.ts';

/** One thing that happens to a project; members, kinds and contents are drawn by number. */
export type Event =
  | { type: 'deed'; member: number; kind: number; content: number; minute: number }
  | { type: 'again'; which: number }
  | { type: 'answer'; member: number; survey: number; score: number; minute: number }
  | { type: 'change'; which: number; score: number }
  | { type: 'merge'; member: number }
  | { type: 'forget'; member: number }
  | { type: 'fold' };

const MEMBERS = 9;
/** Of these, the last ones are anonymous. */
const VERIFIED = 6;
/** From the middle of February to the end of March, over both changes of the clocks. */
const START = Date.parse('2026-02-14T00:00:00Z');
const MINUTES = 45 * 24 * 60;

const KINDS = [
  { kind: 'event.tracked', widget: null },
  { kind: 'widget.shown', widget: 'nps' },
  { kind: 'widget.started', widget: 'nps' },
  { kind: 'widget.dismissed', widget: 'nps' },
  { kind: 'post.created', widget: 'feed' },
  { kind: 'client.dropped', widget: null },
] as const;

const member = fc.nat(MEMBERS - 1);
const anonymous = fc.integer({ min: VERIFIED, max: MEMBERS - 1 });
const minute = fc.nat(MINUTES - 1);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant('deed' as const),
      member,
      kind: fc.nat(KINDS.length - 1),
      content: fc.nat(3),
      minute,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('again' as const), which: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('answer' as const),
      member,
      survey: fc.nat(1),
      score: fc.nat(10),
      minute,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('change' as const), which: fc.nat(), score: fc.nat(10) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('merge' as const), member: anonymous }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('forget' as const), member }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('fold' as const) }) },
);
export const histories = fc.record({
  timeZone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu'),
  events: fc.array(event, { minLength: 20, maxLength: 60 }),
});

interface Deed {
  id: string;
  memberId: string;
  kind: string;
  widget: string | null;
  subject: string | null;
  at: Date;
  payload: object;
}

interface Answer {
  id: string;
  surveyId: string;
  memberId: string;
  at: Date;
}

/** A project that lives through a history, in any order of times, as the tables would have it. */
export class Life {
  readonly community: Community;
  readonly #database: Database;
  readonly #members: string[] = [];
  readonly #hashes = new Map<string, Buffer>();
  readonly #gone = new Set<string>();
  readonly #surveys = [v7(), v7()];
  readonly #deeds: Deed[] = [];
  readonly #answers: Answer[] = [];

  constructor(community: Community) {
    this.community = community;
    this.#database = community.database;
  }

  async begin(timeZone: string): Promise<void> {
    const { id } = this.community.project;
    await this.#database.execute('UPDATE project SET time_zone = $2::text WHERE id = $1::uuid', [
      id,
      timeZone,
    ]);
    for (const survey of this.#surveys) await this.community.add('survey', { id: survey, kind: 'nps' });
    for (let index = 0; index < MEMBERS; index += 1) {
      const { memberId } =
        index < VERIFIED ? await this.community.member() : await this.community.anonymous();
      this.#members.push(memberId);
    }
    const rows = await this.#database.query<{ id: string; hash: Buffer }>(
      `SELECT id, anonymous_hash AS hash FROM member WHERE project_id = $1::uuid AND anonymous_hash IS NOT NULL`,
      [id],
    );
    for (const row of rows) this.#hashes.set(row.id, row.hash);
  }

  async live(event: Event): Promise<void> {
    switch (event.type) {
      case 'deed':
        return this.#do(event);
      case 'again': {
        const deed = this.#deeds[event.which % Math.max(1, this.#deeds.length)];
        return deed && this.#database.transaction((tx) => this.#insert(tx, deed));
      }
      case 'answer':
        return this.#answer(event);
      case 'change':
        return this.#change(event);
      case 'merge':
        return this.#merge(this.#memberOf(event.member), event.member);
      case 'forget':
        return this.#forget(this.#memberOf(event.member));
      case 'fold':
        await fold(this.#database, this.community.project.id, this.community.now);
    }
  }

  #memberOf(index: number): string {
    return this.#members[index] ?? '';
  }

  async #do({ member, kind, content, minute }: Extract<Event, { type: 'deed' }>): Promise<void> {
    const { kind: name, widget } = KINDS[kind] ?? KINDS[0];
    const survey = this.#surveys[content];
    const deed = {
      id: v7(),
      memberId: this.#memberOf(member),
      kind: name,
      widget,
      subject: survey === undefined ? `unknown_${content}` : wireId('survey', survey),
      at: new Date(START + minute * 60_000),
      payload: {},
    };
    this.#deeds.push(deed);
    await this.#database.transaction((tx) => this.#insert(tx, deed));
  }

  async #answer({ member, survey, score, minute }: Extract<Event, { type: 'answer' }>): Promise<void> {
    const answer = {
      id: v7(),
      surveyId: this.#surveys[survey] ?? '',
      memberId: this.#memberOf(member),
      at: new Date(START + minute * 60_000),
    };
    this.#answers.push(answer);
    await this.#tell(answer, score, answer.at);
  }

  /** Says the same answer again, a day later. */
  async #change({ which, score }: Extract<Event, { type: 'change' }>): Promise<void> {
    const answer = this.#answers[which % Math.max(1, this.#answers.length)];
    if (answer) await this.#tell(answer, score, new Date(answer.at.getTime() + 24 * 3_600_000));
  }

  async #tell({ id, surveyId, memberId, at }: Answer, score: number, now: Date): Promise<void> {
    await this.#database.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO survey_answer AS a (project_id, id, survey_id, member_id, score, complete, answered_at, updated_at)
         VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::int, true, $6::timestamptz, $7::timestamptz)
         ON CONFLICT (project_id, id) DO UPDATE SET score = excluded.score, updated_at = excluded.updated_at`,
        [this.community.project.id, id, surveyId, memberId, score, at, now],
      );
      const payload = { answerId: wireId('answer', id), score };
      const about = { kind: 'survey.answered', widget: 'nps', subject: surveyId };
      await this.#insert(tx, { id: v7(), memberId, at: now, payload, ...about });
    });
  }

  async #insert(tx: Transaction, deed: Deed): Promise<void> {
    await tx.execute(
      `INSERT INTO interaction (project_id, id, member_id, kind, widget, subject, occurred_at, occurred_at_raw, payload)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::timestamptz, $7::timestamptz, $8::jsonb)
       ON CONFLICT DO NOTHING`,
      [
        this.community.project.id,
        deed.id,
        deed.memberId,
        deed.kind,
        deed.widget,
        deed.subject,
        deed.at,
        JSON.stringify(deed.payload),
      ],
    );
  }

  async #merge(memberId: string, index: number): Promise<void> {
    const anonymousHash = this.#hashes.get(memberId);
    const into = this.#memberOf(index % VERIFIED);
    if (!anonymousHash || this.#gone.has(memberId)) return;
    this.#gone.add(memberId);
    const merge = { projectId: this.community.project.id, anonymousHash, memberId: into };
    await this.#database.transaction((tx) => mergeWithin(tx, merge));
  }

  /** Deletes what the member did and answered; those merged into them keep what they did. */
  async #forget(memberId: string): Promise<void> {
    const ids = [this.community.project.id, memberId];
    await this.#database.transaction(async (tx) => {
      await tx.execute(`DELETE FROM interaction WHERE project_id = $1::uuid AND member_id = $2::uuid`, ids);
      await tx.execute(`DELETE FROM survey_answer WHERE project_id = $1::uuid AND member_id = $2::uuid`, ids);
      await correct(tx, this.community.project.id, { kind: 'forget', memberId });
    });
  }
}

import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Database } from '../../database/database.ts';
import { wireId } from '../../ids.ts';
import { Community } from '../../testing/community.ts';
import type { Person, Things } from './population.ts';

/** A project with what rules can speak of, and nobody in it yet. */
export class Settlement {
  readonly community: Community;
  readonly things: Things;
  readonly #surveys = { nps: v7(), csat: v7(), ces: v7() };
  readonly #items = [v7(), v7()];
  readonly #badgeId = v7();
  readonly #ledger = { issuance: v7(), redemption: v7() };
  #codes = 0;

  private constructor(community: Community, checklistId: string) {
    this.community = community;
    this.things = { checklistId: wireId('checklist', checklistId), badgeId: wireId('badge', this.#badgeId) };
  }

  static async open(database: Database): Promise<Settlement> {
    const community = await Community.open(database);
    const checklistId = v7();
    const own = new Settlement(community, checklistId);
    await database.execute(`UPDATE project SET time_zone = 'America/New_York' WHERE id = $1::uuid`, [
      community.project.id,
    ]);
    for (const [kind, id] of Object.entries(own.#surveys)) await community.add('survey', { id, kind });
    await community.add('checklist', { id: checklistId, title: { en: 'Start' } });
    const steps = [...own.#items.map((id) => ({ id, active: true })), { id: v7(), active: false }];
    for (const [position, step] of steps.entries()) {
      await community.add('checklist_item', {
        ...step,
        checklist_id: checklistId,
        position,
        title: { en: 'Step' },
      });
    }
    const texts = { name: { en: 'Friend' }, description: { en: 'Of the house' } };
    await community.add('badge', {
      id: own.#badgeId,
      ...texts,
      icon: 'star',
      kind: 'post.created',
      target: 3,
    });
    for (const [number, threshold] of [
      [1, 50],
      [2, 100],
    ]) {
      await community.add('level', { number: number ?? 0, threshold: threshold ?? 0, name: { en: 'Level' } });
    }
    for (const kind of ['issuance', 'redemption'] as const) {
      await community.add('ledger_account', { id: own.#ledger[kind], kind });
    }
    await community.add('exchange_rate', { currency: 'EUR', rate: 2 });
    return own;
  }

  async add(person: Person): Promise<void> {
    const { community } = this;
    const accountId = person.account ? v7() : null;
    if (person.account && accountId) await this.#addAccount(accountId, person.account);
    await community.add('member', {
      id: person.id,
      external_id: person.verified ? person.id : null,
      anonymous_hash: person.verified ? null : randomBytes(32),
      account_id: accountId,
      name: person.name,
      email: person.email,
      locale: person.locale,
      traits: person.traits,
      first_seen_at: person.firstSeen,
      last_seen_at: person.lastSeen,
      forgotten_at: person.gone === 'forgotten' ? community.now : null,
    });
    await this.#addFacts(person);
    await this.#addStanding(person);
  }

  async #addAccount(id: string, account: NonNullable<Person['account']>): Promise<void> {
    const { community } = this;
    await community.add('account', { id, external_id: id, plan: account.plan, traits: account.traits });
    const step = (days: number, currency: string, mrr: number) => {
      const at = new Date(community.now.getTime() + days * 86_400_000);
      return community.add('mrr_step', { account_id: id, at, currency, mrr });
    };
    if (account.mrr === 0) return;
    await step(-20, 'USD', 77);
    await step(1, 'USD', 99);
    await step(-10, 'USD', account.mrr - 2_000);
    await step(-5, 'EUR', 1_000);
  }

  async #addFacts(person: Person): Promise<void> {
    const { community } = this;
    // Who they were before they signed in: facts keep that id.
    const before = v7();
    await community.add('member', { id: before, anonymous_hash: randomBytes(32), merged_into_id: person.id });
    for (const { kind, name, at, asSomebodyElse } of person.did) {
      await community.add('interaction', {
        id: v7(),
        member_id: asSomebodyElse ? before : person.id,
        kind,
        subject: kind === 'event.tracked' ? name : null,
        occurred_at: at,
        occurred_at_raw: at,
        received_at: community.now,
        payload: {},
      });
    }
    for (const { survey, score, at } of person.answers) {
      await community.add('survey_answer', {
        id: v7(),
        survey_id: this.#surveys[survey],
        member_id: person.id,
        score,
        answered_at: at,
        updated_at: at,
      });
    }
    for (const [at, itemId] of this.#items.slice(0, person.steps.begun).entries()) {
      await community.add('checklist_progress', {
        item_id: itemId,
        member_id: person.id,
        started_at: community.now,
        completed_at: at < person.steps.done ? community.now : null,
      });
    }
  }

  async #addStanding(person: Person): Promise<void> {
    const { community } = this;
    const { earned, spent } = person.points;
    if (earned > 0) {
      const id = v7();
      await community.add('ledger_account', {
        id,
        kind: 'member',
        member_id: person.id,
        balance: earned - spent,
      });
      await this.#move(this.#ledger.issuance, id, earned);
      if (spent > 0) await this.#move(id, this.#ledger.redemption, spent);
    }
    const badge = { badge_id: this.#badgeId, member_id: person.id, count: 1 };
    await community.add('badge_award', { ...badge, awarded_at: person.hasBadge ? community.now : null });
    if (person.brought > 0) {
      const code = await this.#code(person.id);
      for (let n = 0; n < person.brought; n += 1) await this.#join(await this.#passerBy(), code, false);
    }
    if (person.joined !== 'no') {
      await this.#join(person.id, await this.#code(await this.#passerBy()), person.joined === 'qualified');
    }
  }

  async #move(from: string, to: string, amount: number): Promise<void> {
    const { community } = this;
    const id = v7();
    await community.add('ledger_transaction', { id, reason: 'test', source_id: id });
    await community.database.execute(
      `INSERT INTO ledger_entry (project_id, transaction_id, account_id, amount)
       VALUES ($1::uuid, $2::uuid, $3::uuid, -$5::int8), ($1::uuid, $2::uuid, $4::uuid, $5::int8)`,
      [community.project.id, id, from, to, amount],
    );
  }

  /** Somebody who is in no segment. */
  async #passerBy(): Promise<string> {
    const id = v7();
    await this.community.add('member', { id, forgotten_at: this.community.now });
    return id;
  }

  async #code(memberId: string): Promise<string> {
    this.#codes += 1;
    const code = `${this.community.project.id.slice(-6)}${this.#codes}`;
    await this.community.add('referral_code', { code, member_id: memberId });
    return code;
  }

  async #join(memberId: string, code: string, hasQualified: boolean): Promise<void> {
    const { now } = this.community;
    const qualified_at = hasQualified ? now : null;
    await this.community.add('referral', { member_id: memberId, code, joined_at: now, qualified_at });
  }
}

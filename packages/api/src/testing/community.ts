import { randomBytes } from 'node:crypto';
import type { InteractionKind, Outcome, Payload } from '@hearth/schema';
import { v7 } from 'uuid';
import { Bus } from '../bus.ts';
import type { Actor, ProjectRef, Services, WidgetContext } from '../context.ts';
import type { Database } from '../database/database.ts';
import { wireId } from '../ids.ts';
import { Recorder } from '../interactions/recorder.ts';
import { Limits } from '../limits/limits.ts';

/** One project with members, on a real database, and a clock that a test can turn. */
export class Community {
  readonly services: Services;
  readonly project: ProjectRef;
  readonly #clock: { now: Date };
  /** What the pipeline reported; a test that expects none asserts that it is empty. */
  readonly failures: unknown[];

  private constructor(services: Services, project: ProjectRef, clock: { now: Date }, failures: unknown[]) {
    this.services = services;
    this.project = project;
    this.#clock = clock;
    this.failures = failures;
  }

  static async open(database: Database): Promise<Community> {
    const clock = { now: new Date('2026-03-01T12:00:00.000Z') };
    const bus = new Bus();
    const failures: unknown[] = [];
    const now = () => clock.now;
    const recorder = new Recorder({ database, bus, now, onError: (error) => failures.push(error) });
    const id = v7();
    const siteKey = `pk_test_${id.slice(-12)}`;
    const homeUrl = 'https://acme.example/';
    await database.execute(
      `INSERT INTO project (id, name, site_key, home_url) VALUES ($1::uuid, 'Acme', $2::text, $3::text)`,
      [id, siteKey, homeUrl],
    );
    const limits = new Limits({ now: () => now().getTime() });
    const services = { database, recorder, bus, limits, publicUrl: 'https://hearth.example', now };
    return new Community(services, { id, siteKey, homeUrl }, clock, failures);
  }

  get database(): Database {
    return this.services.database;
  }

  get now(): Date {
    return this.#clock.now;
  }

  pass({ minutes = 0, days = 0 }: { minutes?: number; days?: number }): void {
    this.#clock.now = new Date(this.#clock.now.getTime() + (minutes + days * 24 * 60) * 60_000);
  }

  async member(name: string | null = 'Maya'): Promise<Extract<Actor, { type: 'verified' }>> {
    const memberId = v7();
    await this.database.execute(
      `INSERT INTO member (project_id, id, external_id, name, first_seen_at, last_seen_at)
       VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::timestamptz, $5::timestamptz)`,
      [this.project.id, memberId, `user-${memberId}`, name, this.now],
    );
    return { type: 'verified', memberId, externalId: `user-${memberId}` };
  }

  async anonymous(): Promise<Extract<Actor, { type: 'anonymous' }>> {
    const memberId = v7();
    await this.database.execute(
      `INSERT INTO member (project_id, id, anonymous_hash, first_seen_at, last_seen_at)
       VALUES ($1::uuid, $2::uuid, $3::bytea, $4::timestamptz, $4::timestamptz)`,
      [this.project.id, memberId, randomBytes(32), this.now],
    );
    return { type: 'anonymous', memberId };
  }

  /** One row of a table of this project: columns as the database calls them; JSON columns take plain objects. */
  async add(
    table: string,
    row: Record<string, string | number | boolean | Date | object | null>,
  ): Promise<void> {
    const full = { project_id: this.project.id, ...row };
    const columns = Object.keys(full);
    await this.database.execute(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(full),
    );
  }

  context(actor: Actor): WidgetContext {
    return { services: this.services, requestId: 'test', project: this.project, actor };
  }

  /** An item as a client sends it. */
  item<K extends InteractionKind>(
    kind: K,
    payload: Payload<K>,
    more: { id?: string; occurredAt?: Date } = {},
  ) {
    const id = more.id ?? wireId('interaction', v7());
    return { id, kind, payload, occurredAt: (more.occurredAt ?? this.now).toISOString() };
  }

  async send(actor: Actor, ...items: unknown[]): Promise<Outcome[]> {
    return this.services.recorder.record(this.project, actor, { sentAt: this.now.toISOString(), items });
  }

  async record<K extends InteractionKind>(actor: Actor, kind: K, payload: Payload<K>): Promise<Outcome> {
    const [outcome] = await this.send(actor, this.item(kind, payload));
    if (!outcome) throw new Error('No outcome came back');
    return outcome;
  }

  async count(table: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*) FROM ${table} WHERE project_id = $1::uuid`,
      [this.project.id],
    );
    return row?.count ?? 0;
  }
}

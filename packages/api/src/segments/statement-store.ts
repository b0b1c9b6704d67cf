import type { SqlParam } from '../database/sql.ts';
import { addDays } from '../insights/calendar.ts';
import { startOf, todayIn } from '../insights/zone.ts';
import type { RuleScope } from './scope.ts';

type Type = 'text' | 'text[]' | 'uuid' | 'numeric' | 'boolean' | 'int8' | 'timestamptz' | 'jsonb' | 'jsonb[]';

/** A condition in SQL, over member `m` and account `a`. */
export interface Compiled {
  /** Never null: so that not (…) is exactly the others. */
  holds: string;
  /** What is true of the member, as jsonb; null where nothing is known. */
  actual: string;
}

/**
 * A statement in the making. Whatever comes from outside becomes a parameter; the text is made of this folder's own
 * words alone.
 */
export class Statement {
  readonly scope: RuleScope;
  readonly #params: SqlParam[] = [];
  readonly #placeholders = new Map<string, string>();
  readonly #joins = new Map<string, { alias: string; on: string }>();
  readonly #today: string;
  readonly project: string;

  constructor(scope: RuleScope) {
    this.scope = scope;
    this.#today = todayIn(scope.timeZone, scope.now);
    this.project = this.bind(scope.projectId, 'uuid');
  }

  get params(): readonly SqlParam[] {
    return this.#params;
  }

  /** The same value again is the same parameter, so that what is asked twice is read once. */
  bind(value: SqlParam, type: Type): string {
    const key = `${type} ${value instanceof Date ? value.toISOString() : JSON.stringify(value)}`;
    const known = this.#placeholders.get(key);
    if (known) return known;
    this.#params.push(value);
    const placeholder = `$${this.#params.length}::${type}`;
    this.#placeholders.set(key, placeholder);
    return placeholder;
  }

  /** The first instant of the day so many days from today. */
  dayFromToday(days: number): string {
    return this.bind(startOf(addDays(this.#today, days), this.scope.timeZone), 'timestamptz');
  }

  startOf(day: string): string {
    return this.bind(startOf(day, this.scope.timeZone), 'timestamptz');
  }

  /**
   * Joins a query that has at most one row a member (or an account), reading it once however often it is asked for.
   * Its alias.
   */
  join(query: string, on: 'member_id' | 'account_id' = 'member_id'): string {
    const known = this.#joins.get(query);
    if (known) return known.alias;
    const alias = `j${this.#joins.size}`;
    const own = on === 'member_id' ? 'm.id' : 'm.account_id';
    this.#joins.set(query, { alias, on: `${alias}.${on} = ${own}` });
    return alias;
  }

  /** Narrows a query to the one member, where one is asked for: rows that merging has made theirs. */
  own(column: string): string {
    const { memberId } = this.scope;
    return memberId === null ? '' : `AND ${column} = ${this.bind(memberId, 'uuid')}`;
  }

  /** The same for facts, which keep the id of the anonymous member whom somebody was before. */
  ownFacts(column: string): string {
    const { memberId } = this.scope;
    if (memberId === null) return '';
    const id = this.bind(memberId, 'uuid');
    return `AND ${column} IN (SELECT id FROM member
              WHERE project_id = ${this.project} AND (id = ${id} OR merged_into_id = ${id}))`;
  }

  /** Members who are there, each with their account and with what the conditions have joined. */
  get from(): string {
    const joins = [...this.#joins].map(([query, { alias, on }]) => `LEFT JOIN (${query}) ${alias} ON ${on}`);
    return `FROM member m
      LEFT JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
      ${joins.join('\n')}
      WHERE m.project_id = ${this.project} AND m.merged_into_id IS NULL AND m.forgotten_at IS NULL
      ${this.own('m.id')}`;
  }
}

import type { MemberExport } from '@hearth/schema';
import type { ConsoleContext, Services } from '../context.ts';
import { rowId, wireId } from '../ids.ts';
import { noteChange } from '../set-up/change-store.ts';
import { readEverything } from './export-store.ts';
import { type Forgotten, forgetMember } from './forget-store.ts';
import { nobody } from './profile.ts';

type Operator = NonNullable<ConsoleContext['operator']>;

/** A copy of all that is kept of a member. Who took it is written down. */
export async function exportMember(
  { database, now }: Services,
  operator: Operator,
  memberId: string,
): Promise<MemberExport> {
  const { projectId } = operator;
  const records = await readEverything(database, projectId, rowId(memberId));
  if (!records) throw nobody();
  const author = { projectId, operatorId: operator.id, now: now() };
  await noteChange(database, author, { action: 'member.exported', subject: memberId });
  const data = Object.fromEntries(Object.entries(records).map(([kind, rows]) => [kind, rows.map(plain)]));
  return { fileName: `${memberId}.json`, data };
}

/** As it can be sent: instants as text, ids as they stand on the wire. */
function plain(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value instanceof Date) return [name, value.toISOString()];
      return name === 'id' && typeof value === 'string'
        ? [name, wireId('interaction', value)]
        : [name, value];
    }),
  );
}

/** Erases a member for good. That it was done is written down; whom it concerned, by their id alone. */
export async function forget(
  { database, now }: Services,
  operator: Operator,
  memberId: string,
): Promise<Forgotten> {
  const { projectId } = operator;
  const author = { projectId, operatorId: operator.id, now: now() };
  const forgotten = await forgetMember(
    database,
    { projectId, memberId: rowId(memberId), now: author.now },
    (tx) => noteChange(tx, author, { action: 'member.forgotten', subject: memberId }),
  );
  if (!forgotten) throw nobody();
  return forgotten;
}

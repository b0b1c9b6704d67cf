import type { SpendInput, SpendList } from '@hearth/schema';
import type { Services } from '../context.ts';
import { findSpend } from '../insights/revenue-store.ts';
import { findTerms, removeSpend, upsertSpend } from './settings-store.ts';

/** What was spent on winning accounts, month by month, minor units of the project's currency. */
export async function listSpend(
  { database }: Pick<Services, 'database'>,
  projectId: string,
): Promise<SpendList> {
  const { currency } = await findTerms(database, projectId);
  const rows = await findSpend(database, projectId);
  return { currency, months: rows.map(({ month, amount }) => ({ month: month.slice(0, 7), amount })) };
}

/** Enters a month's spend, or with null takes it out. */
export async function setSpend(
  { database }: Pick<Services, 'database'>,
  projectId: string,
  { month, amount }: SpendInput,
): Promise<SpendList> {
  const first = `${month}-01`;
  if (amount === null) await removeSpend(database, projectId, first);
  else await upsertSpend(database, projectId, first, amount);
  return listSpend({ database }, projectId);
}

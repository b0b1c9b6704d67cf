import type { Transaction } from '../database/database.ts';
import { rowId } from '../ids.ts';
import { apply } from '../interactions/apply.ts';
import { accepted } from '../interactions/handler.ts';
import { handlerOf } from '../interactions/handlers.ts';
import type { Valid, Verdict } from '../interactions/item.ts';
import { describe } from './describe.ts';
import type { FactItem } from './item.ts';
import { People } from './people.ts';

/**
 * Stores a group of a host's facts about any number of members, in the transaction it is given: a few statements for
 * the whole group. One verdict each, in their order.
 */
export async function applyFacts(tx: Transaction, items: readonly FactItem[]): Promise<Verdict[]> {
  const people = await People.meet(tx, items);
  await describe(tx, items, people);
  const happened = new Map<FactItem, Valid>();
  for (const item of items) {
    if (item.type === 'interaction') happened.set(item, validOf(item, people.idOf(item)));
  }
  const verdicts = new Map<FactItem, Verdict>();
  if (happened.size > 0) {
    const answers = await apply(tx, [...happened.values()]);
    for (const [index, item] of [...happened.keys()].entries()) {
      const answer = answers[index];
      if (answer) verdicts.set(item, answer);
    }
  }
  const links = await people.link(tx);
  return items.map((item) => verdicts.get(item) ?? links.get(item) ?? accepted([]));
}

function validOf(item: Extract<FactItem, { type: 'interaction' }>, memberId: string): Valid {
  const { interaction, moment, payload, projectId, storedAt, userId } = item;
  return {
    wireId: interaction.id,
    fact: {
      ...interaction,
      projectId,
      memberId,
      verified: userId !== null,
      id: rowId(interaction.id),
      at: moment.at,
      receivedAt: moment.at,
      fromHost: true,
    },
    occurredAtRaw: moment.raw,
    storedAt,
    page: interaction.page ?? null,
    payload,
    ...handlerOf(interaction.kind).about(interaction),
  };
}

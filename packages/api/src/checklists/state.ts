import type { ChecklistItem, ChecklistState } from '@hearth/schema';
import { wireId } from '../ids.ts';
import type { Question } from '../question.ts';
import { firstFor, type Viewer } from '../segments/audience.ts';
import { findChecklistItems, type ItemRow, wasDismissed } from './read-store.ts';

/** The items of the newest checklist that is for this member, with their progress; none if none is. */
export async function ownItems(asker: Viewer, locale: string): Promise<ItemRow[]> {
  const items = await findChecklistItems(asker.services.database, asker.project.id, asker.memberId, locale);
  const own = await firstFor(asker, items);
  return own ? items.filter(({ checklistId }) => checklistId === own.checklistId) : [];
}

/**
 * The checklist for this member with their progress: the newest that is for them. Null when there is none, or when
 * they are done with it.
 */
export async function checklistState(asked: Question): Promise<ChecklistState | null> {
  const { services, project, memberId, locale } = asked;
  const rows = await ownItems(asked, locale);
  const [first] = rows;
  if (!first) return null;
  const checklistId = wireId('checklist', first.checklistId);
  // Done and sent away: it stays away, on every device.
  const isDone = rows.every(({ completed_at }) => completed_at !== null);
  if (
    isDone &&
    memberId !== null &&
    (await wasDismissed(services.database, project.id, memberId, checklistId))
  ) {
    return null;
  }
  return {
    checklistId,
    title: first.checklist_title,
    celebration: first.celebration,
    items: rows.map(itemOf),
  };
}

function itemOf(row: ItemRow): ChecklistItem {
  const target = row.event_name === null ? 1 : row.event_count;
  const isDone = row.completed_at !== null;
  return {
    id: wireId('item', row.id),
    title: row.title,
    description: row.description,
    action:
      row.action_url !== null && row.action_label !== null
        ? { label: row.action_label, url: row.action_url }
        : null,
    status: isDone ? 'completed' : row.count === null ? 'open' : 'started',
    automatic: row.event_name !== null,
    count: isDone ? target : Math.min(row.count ?? 0, target),
    target,
    points: row.points,
  };
}

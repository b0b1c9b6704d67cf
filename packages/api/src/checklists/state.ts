import type { ChecklistItem, ChecklistState } from '@hearth/schema';
import { wireId } from '../ids.ts';
import type { Question } from '../question.ts';
import { findChecklist, type ItemRow, wasDismissed } from './read-store.ts';

/** The project's checklist with this member's progress; null when the project has none, or when they are done with it. */
export async function checklistState({
  services,
  project,
  memberId,
  locale,
}: Question): Promise<ChecklistState | null> {
  const rows = await findChecklist(services.database, project.id, memberId, locale);
  const [first] = rows;
  if (!first) return null;
  const checklistId = wireId('checklist', first.checklist_id);
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

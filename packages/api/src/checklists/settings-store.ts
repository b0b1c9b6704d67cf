import type { Checklists, ChecklistsInput } from '@hearth/schema';
import { rowId, wireId } from '../ids.ts';
import type { Document } from '../set-up/document-store.ts';
import { partIds } from '../set-up/part-ids.ts';
import { assertSegments } from '../set-up/segment-store.ts';
import { insertItems, parkItems, withdrawChecklists, withdrawItems } from './item-settings-store.ts';

type Checklist = Checklists['checklists'][number];
type Item = Checklist['items'][number];
type Stored = Pick<Checklists, 'checklists'>;

interface Row {
  id: string;
  title: Checklist['title'];
  celebration: Checklist['celebration'];
  active: boolean;
  segment_id: string | null;
}

interface ItemRow {
  checklist_id: string;
  id: string;
  title: Item['title'];
  description: Item['description'];
  action_label: Item['title'] | null;
  action_url: string | null;
  event_name: string | null;
  event_count: number;
  points: number;
  members: number;
}

const itemOf = (row: ItemRow): Item => ({
  id: wireId('item', row.id),
  title: row.title,
  description: row.description,
  action: row.action_label && row.action_url ? { label: row.action_label, url: row.action_url } : null,
  event: row.event_name === null ? null : { name: row.event_name, count: row.event_count },
  points: row.points,
  members: row.members,
});

/** All of a project's checklists with the steps that are on them, newest first. */
export const checklists: Document<Stored, ChecklistsInput> = {
  async read(sql, projectId) {
    const rows = await sql.query<Row & Record<string, unknown>>(
      `SELECT id, title, celebration, active, segment_id FROM checklist
       WHERE project_id = $1::uuid ORDER BY id DESC`,
      [projectId],
    );
    const items = await sql.query<ItemRow & Record<string, unknown>>(
      `SELECT i.checklist_id, i.id, i.title, i.description, i.action_label, i.action_url, i.event_name, i.event_count,
              i.points, (SELECT count(*) FROM checklist_progress p
                         WHERE p.project_id = i.project_id AND p.item_id = i.id) AS members
       FROM checklist_item i WHERE i.project_id = $1::uuid AND i.active
       ORDER BY i.position`,
      [projectId],
    );
    return {
      checklists: rows.map((row) => ({
        id: wireId('checklist', row.id),
        title: row.title,
        celebration: row.celebration,
        active: row.active,
        segmentId: row.segment_id === null ? null : wireId('segment', row.segment_id),
        items: items.filter((item) => item.checklist_id === row.id).map(itemOf),
      })),
    };
  },

  async write(tx, { projectId }, { checklists: input }, { checklists: current }) {
    await assertSegments(tx, projectId, input, 'checklists');
    const ids = partIds(input, current, { field: 'checklists', newestFirst: true });
    const itemRows = input.flatMap((checklist, index) => {
      const known = current.find(({ id }) => id === checklist.id)?.items ?? [];
      const itemIds = partIds(checklist.items, known, { field: `checklists.${index}.items` });
      return checklist.items.map((item, position) => ({
        id: itemIds[position] ?? '',
        checklist_id: ids[index],
        position,
        title: item.title,
        description: item.description,
        action_label: item.action?.label ?? null,
        action_url: item.action?.url ?? null,
        event_name: item.event?.name ?? null,
        event_count: item.event?.count ?? 1,
        points: item.points,
      }));
    });
    await parkItems(tx, projectId);
    await tx.execute(
      `INSERT INTO checklist (project_id, id, title, celebration, active, segment_id)
       SELECT $1::uuid, * FROM jsonb_to_recordset($2::jsonb)
         AS r(id uuid, title jsonb, celebration jsonb, active boolean, segment_id uuid)
       ON CONFLICT (project_id, id) DO UPDATE SET title = excluded.title, celebration = excluded.celebration,
         active = excluded.active, segment_id = excluded.segment_id`,
      [
        projectId,
        JSON.stringify(
          input.map(({ title, celebration, active, segmentId }, index) => ({
            id: ids[index],
            title,
            celebration,
            active,
            segment_id: segmentId === null ? null : rowId(segmentId),
          })),
        ),
      ],
    );
    await insertItems(tx, projectId, itemRows);
    await withdrawItems(tx, projectId, ids);
    await withdrawChecklists(tx, projectId, ids);
  },
};

import type { Sql } from '../database/database.ts';

/** The project's look, as stored, and the name of the member who asks. */
export async function findBasics(
  sql: Sql,
  projectId: string,
  memberId: string | null,
): Promise<{ theme: unknown; name: string | null }> {
  const [row] = await sql.query<{ theme: unknown; name: string | null }>(
    `SELECT p.theme, m.name FROM project p
     LEFT JOIN member m ON m.project_id = p.id AND m.id = $2::uuid
     WHERE p.id = $1::uuid`,
    [projectId, memberId],
  );
  return row ?? { theme: {}, name: null };
}

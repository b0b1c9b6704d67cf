import { HearthError } from '../errors/hearth-error.ts';

/** Where a page ended: the instant and the UUID of its last row. */
export interface Position {
  at: Date;
  id: string;
}

const SHAPE = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opaque to those who hold it. */
export const writeCursor = ({ at, id }: Position): string =>
  Buffer.from(`${at.getTime()}_${id}`).toString('base64url');

export function readCursor(cursor: string): Position {
  const [, time, id] = SHAPE.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  const at = new Date(Number(time));
  if (id === undefined || Number.isNaN(at.getTime())) {
    throw new HearthError('bad_request', 'This cursor is not one of ours. Begin again without one.');
  }
  return { at, id };
}

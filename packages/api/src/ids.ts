import { type IdKind, idPrefixes } from '@hearth/schema';
import { v7 } from 'uuid';

/** A new row id. */
export const newId = (): string => v7();

/** A row's UUID as it stands on the wire: `pst_` and 32 hexadecimal digits. */
export const wireId = (kind: IdKind, uuid: string): string =>
  `${idPrefixes[kind]}_${uuid.replaceAll('-', '')}`;

/** The UUID in a wire id that the schema has already validated; hyphenated, as PostgreSQL writes it. */
export const rowId = (wire: string): string =>
  wire.slice(-32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

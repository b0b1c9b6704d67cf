import { newId, rowId } from '../ids.ts';
import { fieldError } from './field-error.ts';

/**
 * The row ids of a document's parts: those they came with, new ones for those without. An id that is not among
 * `known` is another project's, or of something deleted since; either way it is nothing to save to.
 * @param newestFirst whether the first of several new parts gets the highest id, as where lists show the newest first
 * @throws HearthError bad_request that names the field
 */
export function partIds(
  parts: readonly { id?: string | undefined }[],
  known: readonly { id: string }[],
  { field, newestFirst = false }: { field: string; newestFirst?: boolean },
): string[] {
  const fresh = parts.filter(({ id }) => id === undefined).map(() => newId());
  const seen = new Set<string>();
  return parts.map(({ id }, index) => {
    if (id === undefined) return (newestFirst ? fresh.pop() : fresh.shift()) ?? newId();
    const path = `${field}.${index}.id`;
    if (!known.some((one) => one.id === id))
      throw fieldError(path, `There is no ${id} here. Leave the id out to add something new.`);
    if (seen.has(id)) throw fieldError(path, 'This id is here twice.');
    seen.add(id);
    return rowId(id);
  });
}

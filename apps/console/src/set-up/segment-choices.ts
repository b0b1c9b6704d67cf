import { backend } from '../backend.ts';

/** The project's segments, to choose from by name. */
export async function segmentChoices(): Promise<readonly { id: string; name: string }[]> {
  const { segments } = await backend.segments.list.query({});
  return segments.map(({ id, name }) => ({ id, name }));
}

import type { Segment } from '@hearth/schema';

let known: readonly Segment[] = [];

/** The segments as they were last seen, so that the next page names them at once. */
export const knownSegments = (): readonly Segment[] => known;

export const keepSegments = (segments: readonly Segment[]): readonly Segment[] => {
  known = segments;
  return known;
};

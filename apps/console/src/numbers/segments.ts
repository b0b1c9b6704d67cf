import { list, param, text } from '../address/param.ts';

/** As many as can be told apart in one chart. */
export const mostSegments = 4;

/** Whose numbers stand side by side: `all` for everyone, else segments' ids. Nothing chosen: everyone. */
export const segmentsParam = param('segments', list(/^(all|seg_[0-9a-f]{32})$/, mostSegments));

/** One column of numbers: everyone (null) or a segment. */
export interface Side {
  segmentId: string | null;
  name: string;
  /** 1 to 4: its colour and mark everywhere. */
  place: 1 | 2 | 3 | 4;
}

/** Where only one side can stand, such as a grid: its place. */
export const whoseParam = param('whose', text(1));

export const sideOfAll: Side = { segmentId: null, name: 'Everyone', place: 1 };

const places = [1, 2, 3, 4] as const;

/** The chosen sides in order, each with its place; ids unknown to `names` are kept, so that the backend says so. */
export const sidesOf = (chosen: readonly string[], names: ReadonlyMap<string, string>): Side[] => {
  const ids = chosen.length > 0 ? chosen : ['all'];
  return places.flatMap((place, at): Side[] => {
    const id = ids[at];
    if (id === undefined) return [];
    return id === 'all'
      ? [{ segmentId: null, name: 'Everyone', place }]
      : [{ segmentId: id, name: names.get(id) ?? 'Unknown segment', place }];
  });
};

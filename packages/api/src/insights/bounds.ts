import type { Step } from './calendar.ts';
import { spanOf } from './daily.ts';
import type { Question } from './question.ts';
import { startOf } from './zone.ts';

/** A period in the project's days, and the instants that bound it. */
export interface Bounds {
  projectId: string;
  timeZone: string;
  start: Date;
  end: Date;
}

/** The instants between which all steps lie. */
export function boundsOf({ projectId, timeZone }: Question, steps: readonly Step[]): Bounds {
  const { from, to } = spanOf(steps);
  return { projectId, timeZone, start: startOf(from, timeZone), end: startOf(to, timeZone) };
}

/** As queries number them: $1 the project, $2 its time zone, $3 and $4 the instants. */
export const paramsOf = ({ projectId, timeZone, start, end }: Bounds) => [projectId, timeZone, start, end];

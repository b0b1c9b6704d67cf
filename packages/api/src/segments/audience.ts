import type { Services } from '../context.ts';
import { isMemberIn } from './membership.ts';

/** Whom something is shown to. */
export interface Viewer {
  services: Pick<Services, 'database' | 'now'>;
  project: { id: string };
  /** UUID; null for a visitor. */
  memberId: string | null;
}

/**
 * The first of these, in their order, that is for the member who asks: for everyone, or for a segment that they are
 * in at this moment. Nothing is read when the first is for everyone; a visitor is in no segment.
 */
export async function firstFor<Offer extends { segmentId: string | null }>(
  { services, project, memberId }: Viewer,
  offers: readonly Offer[],
): Promise<Offer | null> {
  const [first] = offers;
  if (!first || first.segmentId === null) return first ?? null;
  const segmentIds = [...new Set(offers.flatMap(({ segmentId }) => segmentId ?? []))];
  const own =
    memberId === null
      ? new Set<string>()
      : await isMemberIn(services.database, project.id, memberId, segmentIds, services.now());
  return offers.find(({ segmentId }) => segmentId === null || own.has(segmentId)) ?? null;
}

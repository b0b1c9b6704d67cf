import type { Locale } from '@hearth/schema';
import type { ProjectRef, Services } from './context.ts';

/** What every widget's state is asked with. */
export interface Question {
  services: Services;
  project: ProjectRef;
  /** UUID; null for a visitor. */
  memberId: string | null;
  /** Whether the host vouches for this member: only then can they earn, post and refer. */
  verified: boolean;
  locale: Locale;
}

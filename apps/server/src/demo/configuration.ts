import type { ProjectConfiguration } from '@hearth/api';
import { celebration, items, title } from './content/checklist.ts';
import { badges, earningRules, levels, referralRules, rewards } from './content/rewards.ts';

/** What Fieldnote's community manager has set up: the only thing the demo writes past the pipeline. */
export const configuration: ProjectConfiguration = {
  theme: { accent: '#0f766e', accentDark: '#2dd4bf', radius: 10 },
  referralRules,
  survey: { delaySeconds: 4, cooldownDays: 90 },
  checklist: { title, celebration, items },
  earningRules,
  levels,
  badges,
  rewards,
};

import type { ProjectConfiguration } from '@hearth/api';
import { celebration, items, title } from './content/checklist.ts';
import { badges, earningRules, levels, referralRules, rewards } from './content/rewards.ts';

/** What Fieldnote's community manager has set up: the only thing the demo writes past the pipeline. */
export const configuration: ProjectConfiguration = {
  theme: { accent: '#0f766e', accentDark: '#2dd4bf', radius: 10 },
  referralRules,
  surveys: [
    { kind: 'nps', name: 'Recommend Fieldnote', delaySeconds: 4, cooldownDays: 90 },
    { kind: 'csat', name: 'After support', delaySeconds: 0, cooldownDays: 7 },
    { kind: 'ces', name: 'After an import', delaySeconds: 0, cooldownDays: 30 },
    { kind: 'exit', name: 'On leaving', delaySeconds: 0, cooldownDays: 0 },
  ],
  grossMargin: 8_100,
  checklist: { title, celebration, items },
  earningRules,
  levels,
  badges,
  rewards,
};

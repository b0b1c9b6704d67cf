import type { Band } from '@hearth/schema';

/** Detractor 0–6, passive 7–8, promoter 9–10. */
export const bandOf = (score: number): Band => (score < 7 ? 'detractor' : score < 9 ? 'passive' : 'promoter');

import { type SurveyKind, SurveyKindSchema } from '@hearth/schema';

/** Whole scores from least to most; scales are never mixed. */
export interface Scale {
  least: number;
  most: number;
}

export const scales: Readonly<Record<SurveyKind, Scale>> = {
  nps: { least: 0, most: 10 },
  csat: { least: 1, most: 5 },
  ces: { least: 1, most: 7 },
};

/** The scale of a kind of survey, as stored; null for one that asks for no score. */
export function scaleOfKind(kind: string): Scale | null {
  const known = SurveyKindSchema.safeParse(kind);
  return known.success ? scales[known.data] : null;
}

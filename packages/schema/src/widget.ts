import { z } from 'zod';

/** The five widgets; `<hearth-…>` in a page. */
export const WidgetNameSchema = z.enum(['nps', 'checklist', 'rewards', 'feed', 'referral']);
export type WidgetName = z.infer<typeof WidgetNameSchema>;

import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { styles } from './earn-and-spend.styles.ts';
import { Redemption } from './redemption.ts';
import { EarnToast } from './toast.ts';

/** What a member meets once something is earned or spent. */
export const earnAndSpend = (
  host: ReactiveControllerHost & HTMLElement,
  badgeIcon: (name: string) => TemplateResult,
  refusals: Map<string, string>,
) => ({ styles, toast: new EarnToast(host, badgeIcon), redemption: new Redemption(host, refusals) });

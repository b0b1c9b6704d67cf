import { registry } from '@hearth/metrics';
import type { MetricId } from '@hearth/schema';
import { type Param, param, text } from '../address/param.ts';

const isMetric = (name: string): name is MetricId => Object.hasOwn(registry, name);

/** Which number is opened: its metric, and whose it is by its place among the sides. */
export interface OpenedNumber {
  metric: MetricId;
  place: number;
}

/** `about=nps~2`; absent: none is open. */
export const aboutParam: Param<OpenedNumber | null> = param('about', {
  write: (about) => about && `${about.metric}~${about.place}`,
  read: (value) => {
    const [metric = '', place = ''] = value?.split('~') ?? [];
    return isMetric(metric) && /^[1-4]$/.test(place) ? { metric, place: Number(place) } : null;
  },
});

/** A part of the opened number, such as detractors; empty: all of it. */
export const partParam = param('part', text(40));

export * from './active-members.ts';
export type { MetricDescription, MetricGroup, Unit } from './description.ts';
export type { Measure } from './measure.ts';
export * from './nps.ts';
export * from './registry.ts';
export * from './response-rate.ts';
export * from './wilson.ts';

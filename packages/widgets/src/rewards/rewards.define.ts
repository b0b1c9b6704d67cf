import { define } from '../internal/define.ts';
import { HearthRewards } from './rewards.ts';

define('hearth-rewards', HearthRewards);

export * from './rewards.ts';

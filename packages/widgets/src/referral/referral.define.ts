import { define } from '../internal/define.ts';
import { HearthReferral } from './referral.ts';

define('hearth-referral', HearthReferral);

export * from './referral.ts';

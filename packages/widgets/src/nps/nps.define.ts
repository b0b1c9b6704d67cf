import { define } from '../internal/define.ts';
import { HearthNps } from './nps.ts';

define('hearth-nps', HearthNps);

export * from './nps.ts';

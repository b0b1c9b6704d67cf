import { define } from '../internal/define.ts';
import { HearthChecklist } from './checklist.ts';

define('hearth-checklist', HearthChecklist);

export * from './checklist.ts';

import { oneOf, param, text } from '../address/param.ts';

export const tab = param('tab', oneOf(['reported', 'first', 'all'], 'reported'));
export const status = param('status', oneOf(['any', 'visible', 'hidden', 'removed'], 'any'));
export const words = param('q', text(120));

/** One id or none; anything else in the address is none. */
const idField = (pattern: RegExp) => ({
  write: (value: string) => value || null,
  read: (value: string | null) => (value && pattern.test(value) ? value : ''),
});

/** The post or comment that is open. */
export const open = param('case', idField(/^(pst|cmt)_[0-9a-f]{32}$/));

/** The audit log's filters. */
export const byOperator = param('by', idField(/^opr_[0-9a-f]{32}$/));
export const aboutMember = param('member', idField(/^mem_[0-9a-f]{32}$/));
export const ofVerb = param(
  'action',
  oneOf(['any', 'approve', 'hide', 'remove', 'restore', 'warn', 'ban', 'unban'], 'any'),
);

import type { Role } from '@hearth/schema';

/** What the console can do, and which roles may. A role that is not listed may not. */
const rolesThatMay = {
  'read interactions': ['owner', 'admin', 'moderator', 'analyst'],
  'read insights': ['owner', 'admin', 'moderator', 'analyst'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof rolesThatMay;

/** Whether an operator's role allows it. */
export function can(operator: { role: Role }, permission: Permission): boolean {
  return rolesThatMay[permission].some((role) => role === operator.role);
}

import type { Role } from '@hearth/schema';

/** What the console can do, and which roles may. A role that is not listed may not. */
const rolesThatMay = {
  'read interactions': ['owner', 'admin', 'moderator', 'analyst'],
  'read insights': ['owner', 'admin', 'moderator', 'analyst'],
  'annotate days': ['owner', 'admin', 'analyst'],
  'read members': ['owner', 'admin', 'moderator', 'analyst'],
  'export members': ['owner', 'admin'],
  'forget members': ['owner', 'admin'],
  'read segments': ['owner', 'admin', 'moderator', 'analyst'],
  'edit segments': ['owner', 'admin', 'analyst'],
  'moderate the feed': ['owner', 'admin', 'moderator'],
  'read the audit log': ['owner', 'admin', 'moderator'],
  'read the set-up': ['owner', 'admin'],
  'edit the set-up': ['owner', 'admin'],
  'edit revenue': ['owner', 'admin'],
  'manage keys': ['owner', 'admin'],
  'manage operators': ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof rolesThatMay;

/** Whether an operator's role allows it. */
export function can(operator: { role: Role }, permission: Permission): boolean {
  return rolesThatMay[permission].some((role) => role === operator.role);
}

/** All that a role allows, for a console that shows only what may be used. */
export function permissionsOf(operator: { role: Role }): string[] {
  return Object.entries(rolesThatMay).flatMap(([name, roles]) =>
    roles.some((role) => role === operator.role) ? [name] : [],
  );
}

import { consoleRouter, hostRouter, type Services, widgetRouter } from '@hearth/api';
import { RoleSchema, ScopeSchema } from '@hearth/schema';
import type { Furnished } from '../../../packages/api/src/testing/furnished.ts';
import type { Attempt } from './attempt.ts';
import { consoleInputs } from './console-inputs.ts';
import { hostInputs, widgetInputs } from './member-inputs.ts';

/** Somebody with a credential of one project, whatever their role in it. */
interface Asker {
  role: string;
  caller: unknown;
}

export interface Door {
  name: string;
  paths: string[];
  attempts: Readonly<Record<string, Attempt>>;
  /** Everybody who can come in by it, the one who may do most last. */
  askers(services: Services, project: Furnished): Asker[];
}

const widgets: Door = {
  name: 'widget',
  paths: Object.keys(widgetRouter._def.procedures),
  attempts: widgetInputs,
  askers: (services, { community: { project }, ids }) => {
    const asking = { services, requestId: 'attack', project };
    const { member: memberId, memberName: externalId, anonymous } = ids;
    return [
      { role: 'visitor', caller: widgetRouter.createCaller({ ...asking, actor: { type: 'visitor' } }) },
      {
        role: 'anonymous',
        caller: widgetRouter.createCaller({ ...asking, actor: { type: 'anonymous', memberId: anonymous } }),
      },
      {
        role: 'verified',
        caller: widgetRouter.createCaller({ ...asking, actor: { type: 'verified', memberId, externalId } }),
      },
    ];
  },
};

const hosts: Door = {
  name: 'host',
  paths: Object.keys(hostRouter._def.procedures),
  attempts: hostInputs,
  askers: (services, { community: { project } }) => {
    const keys = [...ScopeSchema.options.map((scope) => [scope]), [...ScopeSchema.options]];
    return keys.map((scopes) => ({
      role: scopes.join('+'),
      caller: hostRouter.createCaller({ services, requestId: 'attack', project, scopes }),
    }));
  },
};

const consoles: Door = {
  name: 'console',
  paths: Object.keys(consoleRouter._def.procedures),
  attempts: consoleInputs,
  askers: (services, { projectId, ids }) => {
    const roles = [null, ...RoleSchema.options.toReversed()];
    return roles.map((role) => ({
      role: role ?? 'signed out',
      caller: consoleRouter.createCaller({
        services,
        requestId: 'attack',
        operator: role && { id: ids.operator, projectId, role },
        // Nobody is throttled for what another role has tried.
        address: `attack as ${role}`,
        session: { set: () => {}, clear: () => {}, token: null },
      }),
    }));
  },
};

export const doors: readonly Door[] = [widgets, hosts, consoles];

/** Every procedure of every door with its attempt. */
export const everything = doors.flatMap((door) =>
  Object.entries(door.attempts).map(([path, attempt]) => ({
    name: `${door.name} ${path}`,
    door,
    path,
    attempt,
  })),
);

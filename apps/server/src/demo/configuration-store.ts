import { type Database, newId } from '@hearth/api';
import * as checklist from './content/checklist.ts';
import { badges, earningRules, levels, referralRules, rewards } from './content/rewards.ts';

/** Ids of what members act upon; UUIDs. */
export interface DemoIds {
  surveyId: string;
  /** In the list's order. */
  itemIds: string[];
  /** In the catalogue's order. */
  rewardIds: string[];
}

/** What a community manager would set up by hand: the only thing the demo writes past the pipeline. */
export async function configureDemo(database: Database, projectId: string): Promise<DemoIds> {
  const ids: DemoIds = {
    surveyId: newId(),
    itemIds: checklist.items.map(newId),
    rewardIds: rewards.map(newId),
  };
  const { prisma } = database;
  await prisma.project.update({
    where: { id: projectId },
    data: { referralRules, theme: { accent: '#0f766e', accentDark: '#2dd4bf', radius: 10 } },
    select: { id: true },
  });
  await prisma.survey.create({
    data: { projectId, id: ids.surveyId, kind: 'nps', delaySeconds: 4, cooldownDays: 90 },
    select: { id: true },
  });
  await configureChecklist(database, projectId, ids.itemIds);
  await prisma.earningRule.createMany({ data: earningRules.map((rule) => ({ projectId, ...rule })) });
  await prisma.level.createMany({
    data: levels.map((level, index) => ({ projectId, number: index + 1, ...level })),
  });
  await prisma.badge.createMany({ data: badges.map((badge) => ({ projectId, id: newId(), ...badge })) });
  await prisma.reward.createMany({
    data: rewards.map((reward, index) => ({ projectId, id: ids.rewardIds[index] ?? newId(), ...reward })),
  });
  return ids;
}

async function configureChecklist(database: Database, projectId: string, itemIds: string[]): Promise<void> {
  const checklistId = newId();
  const { prisma } = database;
  await prisma.checklist.create({
    data: { projectId, id: checklistId, title: checklist.title, celebration: checklist.celebration },
    select: { id: true },
  });
  await prisma.checklistItem.createMany({
    data: checklist.items.map(({ title, description, points, action, event }, index) => ({
      projectId,
      checklistId,
      id: itemIds[index] ?? newId(),
      position: index,
      title,
      description,
      points,
      ...(action ? { actionLabel: action.label, actionUrl: action.url } : {}),
      ...(event ? { eventName: event.name, eventCount: event.count } : {}),
    })),
  });
}

/** The demo's project, if this database has it: found by its operator's address. */
export async function findDemo(database: Database, email: string) {
  const operator = await database.prisma.operator.findUnique({
    where: { email },
    select: {
      project: {
        select: {
          id: true,
          siteKey: true,
          signingKeys: {
            where: { algorithm: 'HS256', revokedAt: null },
            select: { id: true, material: true },
          },
        },
      },
    },
  });
  return operator?.project ?? null;
}

export async function allowOrigin(database: Database, projectId: string, origin: string): Promise<void> {
  await database.prisma.allowedOrigin.upsert({
    where: { projectId_origin: { projectId, origin } },
    create: { projectId, origin },
    update: {},
    select: { origin: true },
  });
}

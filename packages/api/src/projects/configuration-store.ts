import type { AnySurveyKind, BadgeIcon, InteractionKind, LocalizedText, Theme } from '@hearth/schema';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';

/** What a community manager sets up for a project's widgets. Lists are in the order they are shown. */
export interface ProjectConfiguration {
  theme: Theme;
  /** One line on the referral card. */
  referralRules: LocalizedText;
  /** One of each kind at most. */
  surveys: readonly { kind: AnySurveyKind; name: string; delaySeconds: number; cooldownDays: number }[];
  /** Share of revenue left after the cost of serving it, in basis points. */
  grossMargin: number;
  checklist: { title: LocalizedText; celebration: LocalizedText; items: readonly ConfiguredItem[] };
  /** Points for a kind, at most `perDay` times in 24 hours. */
  earningRules: readonly { kind: string; points: number; perDay: number }[];
  /** By rising threshold: points ever earned. */
  levels: readonly { name: LocalizedText; threshold: number }[];
  badges: readonly {
    name: LocalizedText;
    description: LocalizedText;
    icon: BadgeIcon;
    kind: InteractionKind;
    target: number;
  }[];
  rewards: readonly { name: LocalizedText; description: LocalizedText; cost: number; stock: number }[];
}

interface ConfiguredItem {
  title: LocalizedText;
  description: LocalizedText;
  action?: { label: LocalizedText; url: string };
  /** Completed when the host's event was tracked this often; by hand without it. */
  event?: { name: string; count: number };
  points: number;
}

/** Ids of what members act upon; UUIDs, in the configuration's order. */
export interface ConfiguredIds {
  surveyIds: Readonly<Partial<Record<AnySurveyKind, string>>>;
  checklistId: string;
  itemIds: string[];
  rewardIds: string[];
}

/** Sets a new project's widgets up. */
export async function configureProject(
  database: Database,
  projectId: string,
  configuration: ProjectConfiguration,
): Promise<ConfiguredIds> {
  const { theme, referralRules, surveys, grossMargin, checklist, earningRules, levels, badges, rewards } =
    configuration;
  const surveyRows = surveys.map((survey) => ({ projectId, id: newId(), ...survey }));
  const rewardRows = rewards.map((reward) => ({ projectId, id: newId(), ...reward }));
  const { prisma } = database;
  await prisma.project.update({
    where: { id: projectId },
    data: { theme, referralRules, grossMargin },
    select: { id: true },
  });
  await prisma.survey.createMany({ data: surveyRows });
  const checklistId = newId();
  const itemIds = await insertChecklist(database, { projectId, checklistId }, checklist);
  await prisma.earningRule.createMany({ data: earningRules.map((rule) => ({ projectId, ...rule })) });
  await prisma.level.createMany({
    data: levels.map((level, index) => ({ projectId, number: index + 1, ...level })),
  });
  await prisma.badge.createMany({ data: badges.map((badge) => ({ projectId, id: newId(), ...badge })) });
  await prisma.reward.createMany({ data: rewardRows });
  const surveyIds = Object.fromEntries(surveyRows.map(({ kind, id }) => [kind, id]));
  return { surveyIds, checklistId, itemIds, rewardIds: rewardRows.map(({ id }) => id) };
}

async function insertChecklist(
  { prisma }: Database,
  { projectId, checklistId }: { projectId: string; checklistId: string },
  { items, ...texts }: ProjectConfiguration['checklist'],
): Promise<string[]> {
  await prisma.checklist.create({ data: { projectId, id: checklistId, ...texts }, select: { id: true } });
  const rows = items.map(({ title, description, points, action, event }, position) => ({
    projectId,
    checklistId,
    id: newId(),
    position,
    title,
    description,
    points,
    ...(action ? { actionLabel: action.label, actionUrl: action.url } : {}),
    ...(event ? { eventName: event.name, eventCount: event.count } : {}),
  }));
  await prisma.checklistItem.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

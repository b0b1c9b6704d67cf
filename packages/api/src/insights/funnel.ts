import { type Funnel, type InsightQuestion, type WidgetName, WidgetNameSchema } from '@hearth/schema';
import { type Days, withDays } from '../activity/days.ts';
import { contentKey, widgetKey } from '../activity/keys.ts';
import { type MarkedSet, membersOf, sizeWithin, unionOf } from '../activity/member-set.ts';
import type { Services } from '../context.ts';
import { findContents, findFinishers } from './funnel-store.ts';
import { freshnessOf, openQuestion, type Question } from './question.ts';
import { startOf } from './zone.ts';

/** What a widget is there for: whoever has done it has completed it. A checklist is completed by its last step. */
const COMPLETING: Readonly<Record<WidgetName, readonly string[]>> = {
  nps: ['survey.answered', 'exit.answered'],
  checklist: [],
  feed: ['post.created', 'comment.created', 'reaction.added'],
  rewards: ['reward.redeemed'],
  referral: ['referral.shared'],
};
/** What shows that somebody has begun, beside saying so. */
const STARTING: Partial<Record<WidgetName, readonly string[]>> = {
  checklist: ['checklist.item.started', 'checklist.item.completed'],
};

/** One row: a widget as a whole, or one piece of its content. */
interface Subject {
  widget: WidgetName;
  contentId: string | null;
  /** What the content is called. */
  title: string | null;
}

/**
 * How far members got with each widget and each survey and checklist in the period. Whoever got further has come
 * this far: an answer counts as shown and started although the impression was lost on the way.
 *
 * @throws HearthError not_found for a segment that this project does not have
 */
export async function getFunnel(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { segmentId, ...period }: InsightQuestion,
): Promise<Funnel> {
  const question = await openQuestion(services, projectId, { segmentId });
  const { sql, timeZone } = question;
  const contents = await findContents(sql, projectId);
  const finishers = await findFinishers(sql, projectId, {
    from: startOf(period.from, timeZone),
    to: startOf(period.to, timeZone),
  });
  const subjects: Subject[] = WidgetNameSchema.options.flatMap((widget) => [
    { widget, contentId: null, title: null },
    ...contents
      .filter((content) => content.widget === widget)
      .map(({ id, title }) => ({ widget, contentId: id, title })),
  ]);
  const ranges = subjects.flatMap((subject) => keysOf(subject).map((key) => ({ key, ...period })));
  const rows = await withDays(question, ranges, (days) =>
    subjects.map((subject) => ({ ...subject, ...countRow(days, question, period, subject, finishers) })),
  );
  return { rows: rows.filter(({ shown }) => shown > 0), ...freshnessOf(question) };
}

const WIDGET_KINDS = ['widget.shown', 'widget.started', 'widget.dismissed'] as const;

/** The key of a kind of deed as far as it is about the subject. */
function keyOf(kind: string, { widget, contentId }: Subject): string {
  if (contentId !== null) return contentKey(kind, widget, contentId);
  return kind.startsWith('widget.') ? widgetKey(kind, widget) : kind;
}

const keysOf = (subject: Subject): string[] =>
  [...WIDGET_KINDS, ...COMPLETING[subject.widget], ...(STARTING[subject.widget] ?? [])].map((kind) =>
    keyOf(kind, subject),
  );

function countRow(
  days: Days,
  { members }: Question,
  period: { from: string; to: string },
  subject: Subject,
  finishers: ReadonlyMap<string, Uint32Array>,
) {
  const who = (...kinds: readonly string[]) =>
    unionOf(kinds.map((kind) => days.union(keyOf(kind, subject), period)));
  const finished = (): MarkedSet[] =>
    subject.widget === 'checklist'
      ? [...finishers]
          .filter(([id]) => subject.contentId === null || id === subject.contentId)
          .map(([, ordinals]) => membersOf(ordinals))
      : [];
  const completed = unionOf([who(...COMPLETING[subject.widget]), ...finished()]);
  const started = unionOf([completed, who('widget.started', ...(STARTING[subject.widget] ?? []))]);
  const dismissed = who('widget.dismissed');
  const shown = unionOf([started, dismissed, who('widget.shown')]);
  return {
    shown: sizeWithin(shown, members),
    started: sizeWithin(started, members),
    completed: sizeWithin(completed, members),
    dismissed: sizeWithin(dismissed, members),
  };
}

import { type IdKind, idSchema, type WidgetName } from '@hearth/schema';
import { noteShown } from '../checklists/exposure-store.ts';
import { rowId } from '../ids.ts';
import { accepted, type FactOf, handler } from '../interactions/handler.ts';
import { findSurveys, upsertExposures } from './store.ts';

type Met = FactOf<'widget.shown' | 'widget.started' | 'widget.dismissed'>;

/** Widgets that stay away once they are sent away. */
const REMEMBERING = new Set<WidgetName>(['nps', 'checklist']);

/**
 * A widget came on screen, was taken up or was sent away. Of a survey it is noted who met it last, of a checklist who
 * was first shown it.
 */
export const exposureHandler = handler({
  kinds: ['widget.shown', 'widget.started', 'widget.dismissed'],
  anonymous: true,
  about: ({ payload }) => ({ widget: payload.widget, subject: payload.contentId ?? null }),
  async learn(tx, facts) {
    const surveys = await findSurveys(tx, metSurveys(facts));
    return async (inner, stored) => {
      // What is shown may be anything of the host's own making: an unknown survey is not refused, only not noted.
      const known = metSurveys(stored).filter((row) => surveys.has(`${row.projectId}/${row.surveyId}`));
      inner.later(upsertExposures(inner, known));
      inner.later(noteShown(inner, shownLists(stored)));
      return stored.map((fact) =>
        accepted(
          fact.kind === 'widget.dismissed' && REMEMBERING.has(fact.payload.widget)
            ? [fact.payload.widget]
            : [],
        ),
      );
    };
  },
});

const metSurveys = (facts: readonly Met[]) =>
  facts.flatMap((fact) => {
    const surveyId = contentOf(fact, 'nps', 'survey');
    if (!surveyId || fact.kind === 'widget.started') return [];
    const { projectId, memberId, at } = fact;
    return [{ projectId, surveyId, memberId, at, dismissed: fact.kind === 'widget.dismissed' }];
  });

const shownLists = (facts: readonly Met[]) =>
  facts.flatMap((fact) => {
    const checklistId = fact.kind === 'widget.shown' ? contentOf(fact, 'checklist', 'checklist') : null;
    return checklistId ? [{ ...fact, checklistId }] : [];
  });

/** The UUID of what a widget showed, if it was this widget and named one. */
function contentOf({ payload }: Met, widget: WidgetName, kind: IdKind): string | null {
  if (payload.widget !== widget) return null;
  const id = idSchema(kind).safeParse(payload.contentId);
  return id.success ? rowId(id.data) : null;
}

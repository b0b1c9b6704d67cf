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
  async apply(tx, facts) {
    const met = facts.flatMap((fact) => {
      const surveyId = contentOf(fact, 'nps', 'survey');
      return surveyId && fact.kind !== 'widget.started' ? [{ fact, surveyId }] : [];
    });
    if (met.length > 0) {
      const rows = met.map(({ fact, surveyId }) => ({
        projectId: fact.projectId,
        surveyId,
        memberId: fact.memberId,
        at: fact.at,
        dismissed: fact.kind === 'widget.dismissed',
      }));
      // What is shown may be anything of the host's own making: an unknown survey is not refused, only not noted.
      const surveys = await findSurveys(tx, rows);
      await upsertExposures(
        tx,
        rows.filter((row) => surveys.has(`${row.projectId}/${row.surveyId}`)),
      );
    }
    await noteShown(
      tx,
      facts.flatMap((fact) => {
        const checklistId = fact.kind === 'widget.shown' ? contentOf(fact, 'checklist', 'checklist') : null;
        return checklistId ? [{ ...fact, checklistId }] : [];
      }),
    );
    return facts.map((fact) =>
      accepted(
        fact.kind === 'widget.dismissed' && REMEMBERING.has(fact.payload.widget) ? [fact.payload.widget] : [],
      ),
    );
  },
});

/** The UUID of what a widget showed, if it was this widget and named one. */
function contentOf({ payload }: Met, widget: WidgetName, kind: IdKind): string | null {
  if (payload.widget !== widget) return null;
  const id = idSchema(kind).safeParse(payload.contentId);
  return id.success ? rowId(id.data) : null;
}

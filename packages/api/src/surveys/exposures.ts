import { idSchema, type WidgetName } from '@hearth/schema';
import { rowId } from '../ids.ts';
import { accepted, type FactOf, handler } from '../interactions/handler.ts';
import { findSurveys, upsertExposures } from './store.ts';

type Met = FactOf<'widget.shown' | 'widget.started' | 'widget.dismissed'>;

/** Widgets that stay away once they are sent away. */
const REMEMBERING = new Set<WidgetName>(['nps', 'checklist']);

const SurveyId = idSchema('survey');

/** A widget came on screen, was taken up or was sent away. Of a survey it is noted who met it when. */
export const exposureHandler = handler({
  kinds: ['widget.shown', 'widget.started', 'widget.dismissed'],
  anonymous: true,
  about: ({ payload }) => ({ widget: payload.widget, subject: payload.contentId ?? null }),
  async apply(tx, facts) {
    const met = facts.flatMap((fact) => {
      const surveyId = surveyOf(fact);
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
    return facts.map((fact) =>
      accepted(
        fact.kind === 'widget.dismissed' && REMEMBERING.has(fact.payload.widget) ? [fact.payload.widget] : [],
      ),
    );
  },
});

function surveyOf({ payload }: Met): string | null {
  if (payload.widget !== 'nps') return null;
  const id = SurveyId.safeParse(payload.contentId);
  return id.success ? rowId(id.data) : null;
}

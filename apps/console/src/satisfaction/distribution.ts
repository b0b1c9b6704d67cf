import type { Scores, SurveyKind } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import '../charts/bars.ts';
import type { BarChosen } from '../charts/bars.ts';
import { compact, count, decimal } from '../format/number.ts';
import { tableFold } from '../numbers/table-fold.ts';
import type { Column } from '../parts/columns.ts';

/** What a score means on its scale: the lowest of each group, from the best down. */
const groups: Readonly<Record<SurveyKind, readonly { label: string; tone: string; from: number }[]>> = {
  nps: [
    { label: 'Promoters 9–10', tone: 'gain-1', from: 9 },
    { label: 'Passives 7–8', tone: 'neutral', from: 7 },
    { label: 'Detractors 0–6', tone: 'loss-1', from: 0 },
  ],
  csat: [
    { label: 'Satisfied 4–5', tone: 'gain-1', from: 4 },
    { label: 'Neither 3', tone: 'neutral', from: 3 },
    { label: 'Not satisfied 1–2', tone: 'loss-1', from: 1 },
  ],
  ces: [
    { label: 'Easy 5–7', tone: 'gain-1', from: 5 },
    { label: 'Neither 4', tone: 'neutral', from: 4 },
    { label: 'Hard 1–3', tone: 'loss-1', from: 1 },
  ],
};

type Score = Scores['scores'][number];

const groupOf = (kind: SurveyKind, score: number): number =>
  groups[kind].findIndex(({ from }) => score >= from);

/** The tone of one score, for a mark beside a comment. */
export const toneOf = (kind: SurveyKind, score: number): string =>
  groups[kind][groupOf(kind, score)]?.tone ?? 'neutral';

const share = (answers: number, all: number): string =>
  all === 0 ? '–' : `${decimal((answers / all) * 100, 0)} %`;

/** How often each score was given; pressing one shows the comments that came with it. */
export const distributionOf = (about: {
  scores: Scores;
  kind: SurveyKind;
  chosen: readonly number[];
  choose: (score: number) => void;
}): TemplateResult => {
  const { kind, chosen } = about;
  const { scores } = about.scores;
  const all = scores.reduce((sum, { answers }) => sum + answers, 0);
  const columns: Column<Score>[] = [
    { label: 'Score', value: ({ score }) => score, numeric: true },
    { label: 'Answers', value: ({ answers }) => answers, numeric: true },
    { label: 'Group', value: ({ score }) => groups[kind][groupOf(kind, score)]?.label ?? '' },
  ];
  return html`
    <ul class="groups">
      ${groups[kind].map(({ label, tone }, group) => {
        const answers = scores.reduce(
          (sum, each) => sum + (groupOf(kind, each.score) === group ? each.answers : 0),
          0,
        );
        return html`<li><i class=${`swatch ${tone}`}></i>${label} <strong>${share(answers, all)}</strong> <span class="muted">${count(answers)}</span></li>`;
      })}
    </ul>
    <hearth-bars
      label=${`${count(all)} answers by score`}
      choosable
      .kinds=${groups[kind].map(({ label, tone }) => ({ label, tone }))}
      .bars=${scores.map(({ score, answers }) => ({
        name: `Score ${score}`,
        values: groups[kind].map((_, group) => (groupOf(kind, score) === group ? answers : 0)),
      }))}
      .chosen=${new Set(scores.flatMap(({ score }, at) => (chosen.includes(score) ? [at] : [])))}
      .value=${(answers: number) => `${count(answers)} · ${share(answers, all)}`}
      .axis=${compact}
      .short=${(at: number) => String(scores[at]?.score ?? '')}
      @bar-chosen=${({ at }: BarChosen) => {
        const score = scores[at]?.score;
        if (score !== undefined) about.choose(score);
      }}
    ></hearth-bars>
    ${all === 0 ? nothing : tableFold({ caption: 'Answers by score', file: `${kind}-distribution`, columns, rows: scores })}
  `;
};

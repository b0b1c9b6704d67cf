import { z } from 'zod';
import { type Doors, each } from './doors.ts';
import { fitting, type Payload, packed } from './payloads.ts';

const VersionSchema = z.object({ version: z.string() });

/** Saves a whole document over the one that is there. */
const save = async (doors: Doors, document: string, content: object): Promise<void> => {
  const { version } = await doors.read(`${document}.get`, {}, VersionSchema);
  await doors.change(`${document}.save`, { version, ...content }, z.unknown());
};

/** Texts for fields of which there is one: as many payloads as go in, and the next ones at the next asking. */
export class Packer {
  readonly #payloads: readonly Payload[];
  readonly #next = new Map<string, number>();

  constructor(payloads: readonly Payload[]) {
    this.#payloads = payloads;
  }

  /** `field` keeps its own place among the payloads. */
  text(field: string, longest: number): string {
    const fitting_ = fitting(this.#payloads, longest);
    const first = this.#next.get(field) ?? 0;
    const { text, next } = packed(fitting_, first % fitting_.length, longest);
    this.#next.set(field, next);
    return text;
  }
}

const badges = ['spark', 'voice', 'star', 'heart', 'trophy', 'compass'] as const;

/** From `first` on and around, `count` payloads of those that fit. */
const some = (payloads: readonly Payload[], longest: number, first: number, count: number): string[] => {
  const fit = fitting(payloads, longest);
  return Array.from(
    { length: Math.min(count, fit.length) },
    (_, at) => fit[(first + at) % fit.length]?.text ?? '',
  );
};

/** How many rounds show every payload in every list: steps are the shortest. */
export const roundsFor = (payloads: readonly Payload[]): number => Math.ceil(payloads.length / 30);

/**
 * What operators write for the widgets, one round of it: lists full of payloads, each in a place of its own, and texts
 * packed with them. `mark` stands in the checklist's title, so that a reader knows which round is on screen.
 */
export const writeForWidgets = async (
  doors: Doors,
  {
    payloads,
    packer,
    round,
    mark,
  }: { payloads: readonly Payload[]; packer: Packer; round: number; mark: string },
): Promise<void> => {
  const one = (field: string, longest = 500) => ({ en: packer.text(field, longest) });
  const steps = some(payloads, 500, round * 30, 30);
  const names = some(payloads, 500, round * 60, 60);
  const prizes = some(payloads, 500, round * 100, 100);
  await save(doors, 'checklists', {
    checklists: [
      {
        title: { en: `${mark} ${packer.text('title', 450)}` },
        celebration: one('celebration'),
        active: true,
        segmentId: null,
        items: steps.map((text, at) => ({
          title: { en: text },
          description: { en: text },
          action: { label: { en: text }, url: at % 2 ? `#${text}` : `https://x.example/${text}` },
          event: null,
          points: 1,
        })),
      },
    ],
  });
  await save(doors, 'rewards', {
    earningRules: [],
    levels: [0, 10_000].map((threshold) => ({ name: one(`level ${threshold}`), threshold })),
    badges: names.map((text, at) => ({
      name: { en: text },
      description: { en: text },
      icon: badges[at % badges.length],
      kind: 'post.created',
      target: 1,
    })),
    rewards: prizes.map((text) => ({
      name: { en: text },
      description: { en: text },
      cost: 1,
      stock: 5,
      stockSeen: 5,
      active: true,
    })),
  });
  await save(doors, 'referrals', { rules: one('rules') });
};

/** Surveys, newest first: the first is the one that is shown, with all its words packed. */
export const writeSurveys = async (
  doors: Doors,
  payloads: readonly Payload[],
  packer: Packer,
  round: number,
) => {
  const of = (name: string, words: object) => ({
    kind: 'nps',
    name,
    question: null,
    followUps: null,
    delaySeconds: 0,
    cooldownDays: 0,
    active: true,
    segmentId: null,
    ...words,
  });
  const one = (field: string) => ({ en: packer.text(field, 500) });
  const words = () => ({
    question: one('question'),
    followUps: { detractor: one('detractor'), passive: one('passive'), promoter: one('promoter') },
  });
  const names = some(payloads, 80, round * 40, 40);
  const CurrentSchema = z.object({
    version: z.string(),
    surveys: z.array(z.looseObject({ id: z.string(), kind: z.string(), answers: z.number() })),
  });
  const { version, surveys } = await doors.read('surveys.get', {}, CurrentSchema);
  // Those that were answered stay: their answers are shown by their names.
  const answered = surveys.filter(({ answers }) => answers > 0).slice(0, 9);
  // Words for some: a document is 64 KB at most.
  const fresh = names.map((name, at) => of(name, at % 8 ? {} : words()));
  const kept = answered.map(({ answers: _, ...survey }) => survey);
  await doors.change('surveys.save', { version, surveys: [...fresh, ...kept] }, z.unknown());
};

const IdSchema = z.object({ id: z.string() });

/** What operators write for themselves: names of segments, keys and people, notes on days and on decisions. */
export const writeForOperators = async (doors: Doors, payloads: readonly Payload[]): Promise<void> => {
  const today = Date.now();
  await each(payloads, async ({ id, text }, at) => {
    const name = text.trim().length <= 80 ? text : `long ${id}`;
    const rule = { about: 'member_trait', name: `trait ${id}`, test: 'contains', value: text.slice(0, 500) };
    const segment = { name, description: text.slice(0, 300), rule };
    await doors.change('segments.save', segment, IdSchema);
    // Within the month that every page begins with.
    const day = new Date(today - (at % 25) * 86_400_000).toISOString().slice(0, 10);
    await doors.change('insights.annotations.add', { day, text: text.slice(0, 500) }, IdSchema);
  });
  await each(fitting(payloads, 80), ({ text }) =>
    doors.change('keys.createSecret', { name: text, scopes: ['metrics:read'], expiresAt: null }, IdSchema),
  );
  await each(fitting(payloads, 120), ({ id, text }) =>
    doors.change('team.invite', { email: `x${id}@x.example`, name: text, role: 'analyst' }, IdSchema),
  );
};

import { interaction } from '../wire.ts';
import { type Doors, each } from './doors.ts';
import { fitting, type Payload } from './payloads.ts';

/** How long each text may be, from the contracts. */
const longest = { id: 200, name: 120, plan: 60, trait: 500, reason: 64, event: 128, note: 500 } as const;

const fits = (text: string, most: number) => text.trim().length <= most;
/** Names of events are printable. */
const isPrintable = (text: string) => !/\p{Cc}/u.test(text.trim());

/** The host's own id of the member who carries a payload: itself, if it fits. */
export const userIdOf = ({ id, text }: Payload): string =>
  fits(text, longest.id) ? text.trim() : `long-${id}`;

/** Somebody who has all of it: one profile, one time line with hundreds of payloads. */
export const mule = 'mule';

const chunked = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** What a host's backend says: of each payload a member and an account, and everything again of the mule. */
export const tellOfPeople = async (doors: Doors, payloads: readonly Payload[]): Promise<number> => {
  const now = Date.now();
  const facts = payloads.flatMap((payload, at) => {
    const { id, text } = payload;
    const timestamp = new Date(now - 600_000 + at * 1000).toISOString();
    const of = (type: string, userId: string, more: object) => ({
      type,
      userId,
      timestamp,
      messageId: `content-${type}-${userId === mule ? 'mule' : 'own'}-${id}-${JSON.stringify(more).length}`,
      context: { page: { path: `/${text.replaceAll(/[?#]/g, '')}`.slice(0, 512) } },
      ...more,
    });
    const name = fits(text, longest.event) && isPrintable(text) ? text : `event ${id}`;
    const properties = { note: text.slice(0, longest.trait) };
    return [
      of('identify', userIdOf(payload), {
        traits: { ...(fits(text, longest.name) && { name: text }), bio: text.slice(0, longest.trait) },
      }),
      of('group', userIdOf(payload), {
        groupId: userIdOf(payload),
        traits: {
          ...(fits(text, longest.name) && { name: text }),
          ...(fits(text, longest.plan) && { plan: text }),
          note: text.slice(0, longest.trait),
        },
      }),
      of('track', userIdOf(payload), { event: name, properties }),
      of('track', mule, { event: name, properties }),
      of('page', mule, { name: text, category: text, properties: { title: text.slice(0, longest.trait) } }),
      of('screen', mule, { name: text }),
    ];
  });
  const traits = Object.fromEntries(
    fitting(payloads, longest.trait).map(({ id, text }) => [`trait ${id}`, text]),
  );
  let rejected = 0;
  const whole = {
    type: 'identify',
    userId: mule,
    messageId: 'content-mule',
    traits: { name: 'Mule', ...traits },
  };
  for (const batch of [...chunked(facts, 600), [whole]]) {
    const { status, body } = await doors.tell('import', {
      batch: batch.map((fact) => ({ timestamp: new Date(now).toISOString(), ...fact })),
    });
    const said = JSON.stringify(body);
    if (status !== 200) throw new Error(`The import answered ${status}: ${said}`);
    rejected += Array.from(said.matchAll(/"code":/g)).length;
  }
  return rejected;
};

const digits = (id: string): string => id.slice(id.indexOf('_') + 1);

/**
 * What members do through the widgets' own door: each payload as a post, a comment, a report's note, an answer's words,
 * a reason and an event, by somebody whose token says it too. Answers with the outcomes that were refused.
 */
export const writeAsMembers = async (
  doors: Doors,
  {
    host,
    surveys,
    payloads,
    commenting,
  }: {
    host: string;
    surveys: Readonly<Record<string, string>>;
    payloads: readonly Payload[];
    commenting: readonly Payload[];
  },
): Promise<string[]> => {
  const refused: string[] = [];
  const act = async (...[claims, items]: Parameters<typeof doors.act>) => {
    for (const outcome of await doors.act(claims, items))
      if (outcome.status === 'rejected') refused.push(`${claims.sub}: ${outcome.code}, ${outcome.message}`);
  };
  const reports: ReturnType<typeof interaction>[] = [];
  // Everybody comments on the first post, which can be opened at once.
  let first = '';
  const write = async (payload: Payload) => {
    const { id, text } = payload;
    const post = interaction('post.created', { text });
    const postId = `pst_${digits(post.id)}`;
    first ||= postId;
    const answerId = `ans_${digits(interaction('widget.shown', { widget: 'nps' }).id)}`;
    const answer = { surveyId: surveys.nps ?? '', answerId, score: id % 11, comment: text, complete: true };
    const exit = { surveyId: surveys.exit ?? '', answerId: answerId.replace(/.$/, 'f'), comment: text };
    const claims = {
      sub: userIdOf(payload),
      avatar: `${host}/avatar.svg?${encodeURI(text.slice(0, 100))}"onerror=__xss(${id})`,
      traits: { token: text.slice(0, longest.trait) },
      account: { id: userIdOf(payload), traits: { token: text.slice(0, longest.trait) } },
    };
    await act(claims, [
      { ...post, page: `/${text.replaceAll(/[?#]/g, '')}`.slice(0, 512) },
      interaction('survey.answered', answer),
      interaction('exit.answered', { ...exit, reason: fits(text, longest.reason) ? text : `reason ${id}` }),
      interaction('event.tracked', {
        name: fits(text, longest.event) && isPrintable(text) ? text : `event ${id}`,
        properties: { note: text.slice(0, longest.trait) },
      }),
      ...(commenting.includes(payload) ? [interaction('comment.created', { postId: first, text })] : []),
    ]);
    const note = text.slice(0, longest.note);
    reports.push(interaction('report.created', { target: { postId }, reason: 'abuse', note }));
  };
  const [leader, ...others] = payloads;
  if (leader) await write(leader);
  await each(others, write);
  await each(chunked(reports, 40), (some, at) =>
    act({ sub: `reporter-${at}`, name: `Reporter ${at}` }, some),
  );
  return refused;
};

export const surveysOf = async (rows: (text: string) => Promise<{ kind: string; id: string }[]>) =>
  Object.fromEntries(
    (await rows('SELECT kind, id FROM survey WHERE active')).map(({ kind, id }) => [
      kind,
      `sur_${id.replaceAll('-', '')}`,
    ]),
  );

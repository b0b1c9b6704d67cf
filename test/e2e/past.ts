import type { Rows } from '../rows.ts';
import type { Stack } from '../stack.ts';

/**
 * A past of a few accounts, long before the demo's week, told through the API as a host would: small enough to work
 * out every number by hand. In March 2024:
 *
 * - answers 10 10 9 7 (gold) and 9 9 8 6 3 0 (silver): 5 promoters, 3 detractors of 10, an NPS of 20; gold alone 75.
 *   One 0 came a second before the month, one at the second it ended;
 * - active are those ten, Elsa (gold) and the one with the odd name: 12, gold alone 5. Fred was only shown something;
 * - MRR 430 at the start (100 + 50 + 200 + 80) of 4 accounts; +30 new, +50 expansion, −100 contraction, −50 churn.
 *   Euros have no exchange rate: that account is left out.
 */
export const march = '2024-03-01_2024-04-01';

/** A name that a spreadsheet would run. */
export const formula = '=SUM(A1:A9)';

type Person = readonly [name: string, account: string, score?: number];
const people: readonly Person[] = [
  ['Anna', 'aurum', 10],
  ['Bruno', 'aurum', 10],
  ['Carla', 'aurum', 9],
  ['Dario', 'aurum', 7],
  ['Elsa', 'aurum'],
  ['Fred', 'aurum'],
  ['Gina', 'silt', 9],
  ['Hugo', 'silt', 9],
  ['Ines', 'silt', 8],
  ['Jonas', 'silt', 6],
  ['Kira', 'silt', 3],
  ['Lars', 'silt', 0],
  [formula, 'silt'],
];

const accounts = {
  aurum: { name: 'Aurum', plan: 'gold' },
  silt: { name: 'Silt', plan: 'silver' },
};
const accountOf = (name: string) => (name === 'aurum' ? accounts.aurum : accounts.silt);

const idOf = (name: string) => (name === formula ? 'past-odd' : `past-${name.toLowerCase()}`);

const subscriptions = `account,id,interval,amount,currency,start,end,at
aurum,past-1,month,10000,USD,2023-06-01T00:00:00Z,,2023-06-01T00:00:00Z
aurum,past-1,month,15000,USD,2023-06-01T00:00:00Z,,2024-03-10T00:00:00Z
silt,past-2,month,5000,USD,2023-06-01T00:00:00Z,2024-03-20T00:00:00Z,2023-06-01T00:00:00Z
cove,past-3,year,240000,USD,2023-07-01T00:00:00Z,,2023-07-01T00:00:00Z
cove,past-3,year,120000,USD,2023-07-01T00:00:00Z,,2024-03-15T00:00:00Z
dune,past-4,month,8000,USD,2023-09-01T00:00:00Z,,2023-09-01T00:00:00Z
euro,past-5,month,9000,EUR,2023-09-01T00:00:00Z,,2023-09-01T00:00:00Z
fresh,past-6,month,3000,USD,2024-03-05T00:00:00Z,,2024-03-05T00:00:00Z
`;

const known = ([name, account]: Person) => {
  const item = { userId: idOf(name), timestamp: '2024-02-20T10:00:00Z' };
  const email = `${idOf(name)}@past.example`;
  return [
    { ...item, type: 'identify', messageId: `${idOf(name)}-is`, traits: { name, email } },
    {
      ...item,
      type: 'group',
      messageId: `${idOf(name)}-of`,
      groupId: account,
      traits: accountOf(account),
    },
  ];
};

/** Tells it all. Throws if anything of it was not taken as it was meant. */
export const tellThePast = async ({ api, demo }: Stack, rows: Rows): Promise<void> => {
  const [survey] = await rows<{ id: string }>(`SELECT id FROM survey WHERE kind = 'nps'`);
  if (!survey) throw new Error('The demo has no NPS survey.');
  const surveyId = `sur_${survey.id.replaceAll('-', '')}`;
  let messages = 0;
  const track = (name: string, timestamp: string, event: string, properties: object) => {
    messages += 1;
    return { type: 'track', messageId: `past-${messages}`, userId: idOf(name), timestamp, event, properties };
  };
  const answer = (name: string, timestamp: string, score: number) =>
    track(name, timestamp, 'survey.answered', {
      surveyId,
      answerId: `ans_${String(messages).padStart(32, '0')}`,
      score,
      complete: true,
      ...(score < 7 && { comment: `${name} would rather have a map.` }),
    });

  const batch = [
    ...people.flatMap(known),
    answer('Anna', '2024-02-29T23:59:59Z', 0),
    ...people.flatMap(([name, , score]) =>
      score === undefined ? [] : [answer(name, '2024-03-12T09:00:00Z', score)],
    ),
    track('Elsa', '2024-03-31T23:59:59Z', 'report_opened', {}),
    track('Fred', '2024-03-14T12:00:00Z', 'widget.shown', { widget: 'nps', contentId: surveyId }),
    track(formula, '2024-03-01T00:00:00Z', 'report_opened', {}),
    answer('Gina', '2024-04-01T00:00:00Z', 0),
  ];
  const post = async (path: string, type: string, body: string): Promise<unknown> => {
    const headers = { 'content-type': type, authorization: `Bearer ${demo.secretKey}` };
    const response = await fetch(`${api}/v1/${path}`, { method: 'POST', headers, body });
    const said: unknown = await response.json();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(said)}`);
    return said;
  };
  const taken = JSON.stringify([
    await post('import', 'application/json', JSON.stringify({ batch })),
    await post('import/subscriptions', 'text/csv', subscriptions),
  ]);
  if (/"(rejected|errors|warnings)":\[[^\]]/.test(taken)) throw new Error(`Not all was taken: ${taken}`);
};

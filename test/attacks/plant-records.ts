import { z } from 'zod';
import { type Doors, each } from './doors.ts';
import { fitting, type Payload } from './payloads.ts';
import { userIdOf } from './plant-people.ts';

/** Ids of what members wrote and of who they are, by the host's id. */
export interface Written {
  members: ReadonlyMap<string, string>;
  posts: ReadonlyMap<string, string>;
}

const OutcomesSchema = z.object({ outcomes: z.array(z.object({ status: z.string() })) });

/**
 * What moderators note: every payload about a post, and to the members who carry the first ones as a warning. Answers
 * with how many decisions were taken.
 */
export const moderate = async (
  doors: Doors,
  payloads: readonly Payload[],
  { members, posts }: Written,
): Promise<number> => {
  let done = 0;
  const act = async (input: object) => {
    const { outcomes } = await doors.change('moderation.act', input, OutcomesSchema);
    done += outcomes.filter(({ status }) => status === 'done').length;
  };
  await each(payloads, async (payload) => {
    const post = posts.get(userIdOf(payload));
    const member = members.get(userIdOf(payload));
    const note = payload.text;
    if (post) {
      await act({ verb: 'hide', targets: [{ id: post }], reason: 'other', note });
      // Back again, so that the feed shows it.
      await act({ verb: 'restore', targets: [{ id: post }], note });
    }
    if (member && payload.id % 8 === 0) {
      await act({ verb: 'warn', targets: [{ id: member }], reason: 'other', note });
    }
  });
  return done;
};

/** A signing secret as Stripe shows one. */
const secret = 'whsec_contentcontentcontent';

const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What accounts pay: as Stripe tells it, with product names, and from a file. Answers with the lines refused. */
export const charge = async (doors: Doors, payloads: readonly Payload[]): Promise<number> => {
  await doors.change('revenue.configure', { stripeSecret: secret }, z.unknown());
  const created = Math.floor(Date.now() / 1000) - 86_400;
  await each(fitting(payloads, 200), async ({ id, text }) => {
    const price = {
      currency: 'usd',
      unit_amount: 1000 + id,
      nickname: text,
      recurring: { interval: 'month', interval_count: 1 },
    };
    const { status, body } = await doors.bill(
      {
        id: `evt_content_${id}`,
        type: 'customer.subscription.created',
        created,
        data: {
          object: {
            id: `sub_${text}`.slice(0, 200),
            status: 'active',
            customer: { id: `cus_${id}`, metadata: { hearth_account: text } },
            metadata: {},
            start_date: created,
            items: { data: [{ quantity: 1, price }] },
          },
        },
      },
      secret,
    );
    if (status !== 200)
      throw new Error(`Stripe's event ${id} was answered ${status}: ${JSON.stringify(body)}`);
  });
  const lines = fitting(payloads, 190).map(({ id, text }) =>
    [text, `csv ${text}`, 'month', String(100 + id), 'USD', text].map(csvCell).join(','),
  );
  const csv = ['account,id,interval,amount,currency,plan', ...lines].join('\r\n');
  const { status, body } = await doors.tell('import/subscriptions', csv);
  if (status !== 200) throw new Error(`The file was answered ${status}: ${JSON.stringify(body)}`);
  return z.object({ rejectedTotal: z.number() }).parse(body).rejectedTotal;
};

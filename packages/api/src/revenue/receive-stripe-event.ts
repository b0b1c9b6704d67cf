import type { Services } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { asOwner, inTenant } from '../database/tenant-scope.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { keepAccounts } from './store.ts';
import { StripeCustomerSchema, type StripeEvent, StripeEventSchema } from './stripe-event.ts';
import { readObject, toldBy } from './stripe-facts.ts';
import { findCustomersAccount, findStripeProjects, noteCustomer } from './stripe-store.ts';
import { tell } from './tell.ts';

/** How old a signature may be, in seconds: Stripe's own default. */
const TOLERANCE = 300;

export interface StripeReceipt {
  received: true;
  /** Stripe's event id. */
  event: string;
  /** False for what tells nothing of revenue, or had been told before. */
  handled: boolean;
}

/**
 * Takes one of Stripe's webhook events. Events may come twice and in any order; those that say nothing of revenue are
 * acknowledged, so that Stripe stops sending them. `siteKey` null: the one project that takes Stripe's events.
 *
 * @throws HearthError bad_request when the signature is not the project's, or the event cannot be read
 */
export async function receiveStripeEvent(
  { database, now }: Pick<Services, 'database' | 'now'>,
  siteKey: string | null,
  rawBody: Uint8Array,
  signature: string | undefined,
): Promise<StripeReceipt> {
  const at = now();
  const project = await projectOf(database, siteKey);
  const event = await verify(rawBody, signature, project.secret, at);
  const told = toldBy(event);
  const handled = await inTenant([project.id], () => database.transaction(handle));
  return { received: true, event: event.id, handled };

  async function handle(tx: Transaction): Promise<boolean> {
    if (!told) return introduceCustomer();
    const { customerId } = told;
    const account = told.account ?? (await findCustomersAccount(tx, project.id, customerId));
    const statement = { account: account ?? customerId, source: 'stripe', fact: told.fact } as const;
    const [verdict] = await tell(tx, project.id, [statement], at);
    return verdict === 'stored';

    /** A customer's metadata may name its account: later events of its subscriptions go there. */
    async function introduceCustomer(): Promise<boolean> {
      if (event.type !== 'customer.created' && event.type !== 'customer.updated') return false;
      const customer = readObject(StripeCustomerSchema, event);
      const named = customer.metadata.hearth_account;
      if (!named) return false;
      await keepAccounts(tx, project.id, [named], at);
      await noteCustomer(tx, project.id, named, customer.id);
      return true;
    }
  }
}

async function projectOf(database: Services['database'], siteKey: string | null) {
  const [project, another] = await asOwner('take Stripe’s event', () =>
    findStripeProjects(database, siteKey),
  );
  if (another) {
    const message = 'Several projects take events from Stripe: put the site key at the end of the address.';
    throw new HearthError('not_found', message);
  }
  if (!project && siteKey !== null) {
    throw new HearthError(
      'not_found',
      'There is no project with this site key. Copy the address from the set-up.',
    );
  }
  const secret = project?.secret;
  if (!project || !secret) {
    const message =
      'Stripe’s signing secret is not set. Enter the one that begins with whsec_ in the set-up.';
    throw new HearthError('not_found', message);
  }
  return { id: project.id, secret };
}

async function verify(
  rawBody: Uint8Array,
  signature: string | undefined,
  secret: string,
  now: Date,
): Promise<StripeEvent> {
  if (signature === undefined) {
    throw new HearthError(
      'bad_request',
      'The header Stripe-Signature is missing. Only Stripe may send here.',
    );
  }
  // Only when the first event comes: the library takes a quarter of a second to load.
  const { default: Stripe } = await import('stripe');
  let verified: unknown;
  try {
    verified = Stripe.webhooks.constructEvent(
      rawBody,
      signature,
      secret,
      TOLERANCE,
      undefined,
      now.getTime(),
    );
  } catch (cause) {
    const message =
      cause instanceof SyntaxError
        ? 'The body is signed but is not JSON.'
        : 'The Stripe signature does not match this body and secret, or is older than five minutes. Check that the set-up holds the signing secret of this very endpoint.';
    throw new HearthError('bad_request', message, { cause });
  }
  const event = StripeEventSchema.safeParse(verified);
  if (!event.success) {
    throw new HearthError('bad_request', 'The body is signed but is no event of Stripe’s.', {
      cause: event.error,
    });
  }
  return event.data;
}

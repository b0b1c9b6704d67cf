import type { Interaction } from '@hearth/schema';
import type { ProjectRef } from '../context.ts';
import { rowId } from '../ids.ts';
import type { MemberActor } from '../trpc.ts';
import { correct, type Times } from './clock.ts';
import { type Fact, rejected } from './handler.ts';
import { handlerOf } from './handlers.ts';
import type { Item } from './item.ts';
import { validate } from './validate.ts';

/** Who sends, and when it reached us. */
export interface Sender {
  project: ProjectRef;
  actor: MemberActor;
  /** By the sender's clock. */
  sentAt: string;
  now: Date;
}

const INTERACTION_ID = /^int_[0-9a-f]{32}$/;

/** One thing that was sent, ready to be stored; or why it cannot be. */
export function prepare(sent: unknown, sender: Sender): Item {
  const validated = validate(sent);
  const refuse = (rejection: ReturnType<typeof rejected>): Item => ({
    wireId: validated.id,
    projectId: sender.project.id,
    id: INTERACTION_ID.test(validated.id) ? rowId(validated.id) : null,
    rejection,
  });
  if ('rejection' in validated) return refuse(validated.rejection);
  const { interaction } = validated;
  const own = handlerOf(interaction.kind);
  if (sender.actor.type === 'anonymous' && !own.anonymous) {
    return refuse(rejected('sign_in_required', 'Sign in to do this: it needs a member token.'));
  }
  const times = correct(interaction.occurredAt, sender.sentAt, sender.now);
  if (!times) {
    return refuse(
      rejected(
        'occurred_in_future',
        'This happens more than a day after it was sent. Send when it really happened.',
      ),
    );
  }
  return {
    wireId: interaction.id,
    fact: factOf(interaction, sender, times),
    occurredAtRaw: times.raw,
    storedAt: sender.now,
    page: interaction.page ?? null,
    payload: JSON.stringify(interaction.payload),
    ...own.about(interaction),
  };
}

function factOf(interaction: Interaction, { project, actor, now }: Sender, { at }: Times): Fact {
  return {
    projectId: project.id,
    memberId: actor.memberId,
    verified: actor.type === 'verified',
    at,
    receivedAt: now,
    fromHost: false,
    // Not first: fields that are added behind a copy make it ten times as slow.
    ...interaction,
    id: rowId(interaction.id),
  };
}

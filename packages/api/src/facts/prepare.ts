import {
  type FactRejectionCode,
  factLimits,
  type HostFact,
  HostFactSchema,
  HostInteractionSchema,
  isInteractionKind,
} from '@hearth/schema';
import { wireId } from '../ids.ts';
import { holdsBrokenText } from '../interactions/broken-text.ts';
import { rejected } from '../interactions/handler.ts';
import { handlerOf } from '../interactions/handlers.ts';
import { explain, validate } from '../interactions/validate.ts';
import { contentId, factId } from './fact-id.ts';
import { flatten } from './flatten.ts';
import type { FactItem } from './item.ts';
import { type Moment, momentOf, type Reading } from './moment.ts';
import { nestsDeeperThan } from './nesting.ts';
import { saidOfAccount, saidOfMember } from './said.ts';

interface Refusal {
  code: FactRejectionCode;
  message: string;
}

/** One item of a batch: what it asks for or why it is refused, and what was left out of it. */
export interface Prepared {
  messageId: string | null;
  result: { item: FactItem } | { refusal: Refusal };
  problems: string[];
}

/** Ten times what is kept. Far deeper, writing it out again would run out of stack and take the batch along. */
const DEEPEST = 40;
/** Ids longer than this are nobody's: they are cut before they are sent back. */
const LONGEST_ECHO = 200;

export function prepareFact(sent: unknown, projectId: string, reading: Reading): Prepared {
  const given: unknown = typeof sent === 'object' && sent !== null ? Reflect.get(sent, 'messageId') : null;
  const messageId = typeof given === 'string' ? given.slice(0, LONGEST_ECHO).toWellFormed() : null;
  const refuse = ({ code, message }: Refusal): Prepared => ({
    messageId,
    result: { refusal: { code, message } },
    problems: [],
  });

  if (nestsDeeperThan(DEEPEST, sent)) {
    return refuse(
      rejected('invalid_shape', `The item nests deeper than ${DEEPEST} levels. Send it flatter.`),
    );
  }
  const json = JSON.stringify(sent) ?? '';
  if (Buffer.byteLength(json) > factLimits.event) {
    return refuse({ code: 'too_large', message: 'The item is larger than 32 KB. Send fewer properties.' });
  }
  if (holdsBrokenText(sent)) {
    return refuse(
      rejected('invalid_text', 'The item holds a NUL byte or broken Unicode. Send well-formed text.'),
    );
  }
  const parsed = HostFactSchema.safeParse(sent);
  if (!parsed.success) return refuse(explain(parsed.error.issues[0]));
  const moment = momentOf(parsed.data, reading);
  if ('status' in moment) return refuse(moment);

  const base = {
    projectId,
    userId: parsed.data.userId ?? null,
    anonymousId: parsed.data.anonymousId ?? null,
    moment,
  };
  const understood = understand(parsed.data, base, reading.now, json);
  return 'refusal' in understood ? refuse(understood.refusal) : { messageId, ...understood };
}

type Base = Pick<FactItem, 'projectId' | 'userId' | 'anonymousId'> & { moment: Moment };
type Understood = Pick<Prepared, 'problems'> & { result: { item: FactItem } };

function understand(fact: HostFact, base: Base, now: Date, json: string): Understood | { refusal: Refusal } {
  switch (fact.type) {
    case 'identify': {
      const { said, problems } = saidOfMember(fact.traits ?? {}, fact.context ?? {});
      return { result: { item: { ...base, type: 'identify', said } }, problems };
    }
    case 'group': {
      const { said, problems } = saidOfAccount(fact.traits ?? {});
      return { result: { item: { ...base, type: 'group', groupId: fact.groupId, said } }, problems };
    }
    case 'alias':
      return { result: { item: { ...base, type: 'alias', previousId: fact.previousId } }, problems: [] };
    default:
      return interactionOf(fact, base, now, json);
  }
}

type Happening = Extract<HostFact, { type: 'track' | 'page' | 'screen' }>;

function interactionOf(
  fact: Happening,
  base: Base,
  now: Date,
  json: string,
): Understood | { refusal: Refusal } {
  const { kind, payload, problems } = contentOf(fact);
  // Without a time of its own, the same content may well have happened twice.
  const messageId =
    fact.messageId ?? contentId(fact.timestamp ? json : `${json}${now.getTime()}${Math.random()}`);
  const page = pageOf(fact);
  const validated = validate(
    {
      id: wireId('interaction', factId(base.projectId, messageId)),
      kind,
      payload,
      occurredAt: base.moment.at.toISOString(),
      ...(page === null ? {} : { page }),
    },
    HostInteractionSchema,
  );
  if ('rejection' in validated) {
    const { code, message } = validated.rejection;
    return { refusal: { code, message: message.replace('"payload', '"properties') } };
  }
  const { interaction } = validated;
  if (base.userId === null && !handlerOf(interaction.kind).anonymous) {
    return { refusal: rejected('sign_in_required', `"userId" is missing: only a user can do ${kind}.`) };
  }
  const item: FactItem = {
    ...base,
    type: 'interaction',
    interaction,
    storedAt: now,
    payload: JSON.stringify(interaction.payload),
  };
  return { result: { item }, problems };
}

/** One of our own kinds with its payload, or something that happened in the host's product. */
function contentOf(fact: Happening): { kind: string; payload: unknown; problems: string[] } {
  if (fact.type === 'track' && isInteractionKind(fact.event)) {
    return { kind: fact.event, payload: fact.properties ?? {}, problems: [] };
  }
  const named = fact.type === 'track' ? {} : { name: fact.name, category: fact.category };
  const { facts, problems } = flatten({ ...named, ...fact.properties });
  const name = fact.type === 'track' ? fact.event : `${fact.type}_viewed`;
  return { kind: 'event.tracked', payload: { name, properties: facts }, problems };
}

/** A path without query and fragment, which may hold secrets. */
function pageOf({ context, properties, type }: Happening): string | null {
  const page: unknown = context?.page;
  const inContext: unknown = typeof page === 'object' && page !== null ? Reflect.get(page, 'path') : null;
  const path = type === 'page' ? (properties?.path ?? inContext) : inContext;
  const [bare] = typeof path === 'string' ? path.split(/[?#]/) : [];
  return bare?.startsWith('/') && bare.length <= 512 ? bare : null;
}

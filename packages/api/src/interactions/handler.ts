import type {
  Earnings,
  FeedEvent,
  InteractionKind,
  InteractionOf,
  Payload,
  RejectionCode,
  WidgetName,
} from '@hearth/schema';
import type { Transaction } from '../database/database.ts';

interface FactBase {
  /** UUIDs all. The project comes from the credential. */
  projectId: string;
  memberId: string;
  id: string;
  /** False for an anonymous member, who never earns. */
  verified: boolean;
  /** When it happened, corrected by the sender's clock and clamped. */
  at: Date;
  /**
   * What rules about time go by: when it reached us, since a browser's clock can be forged. A host's backend is
   * believed: for its facts, which may be years old, it is when they happened.
   */
  receivedAt: Date;
  /** Said by the host's backend rather than by the member's browser. */
  fromHost: boolean;
}

/** One interaction that has just been stored in the transaction that its handler is given. */
export type Fact = {
  [K in InteractionKind]: FactBase & { kind: K; payload: Payload<K> };
}[InteractionKind];
export type FactOf<K extends InteractionKind> = Extract<Fact, { kind: K }>;

/** Points for an accepted item: those of the project's earning rule for `reason`, unless it says how many. */
export interface Earning {
  reason: string;
  points?: number;
  /** Tells several earnings of one interaction and reason apart. */
  part?: string;
}

export interface Rejection {
  status: 'rejected';
  code: RejectionCode;
  /** A sentence that says what to do. */
  message: string;
}

export interface Acceptance {
  status: 'accepted';
  changed: WidgetName[];
  earns?: Earning[];
  /** False when it repeated what was already so: then it does not count towards a badge. */
  counts?: boolean;
  /** Told to open feeds after the commit. */
  announces?: FeedEvent;
  earned?: Earnings;
}

export type Result = Acceptance | Rejection;

export const rejected = (code: RejectionCode, message: string): Rejection => ({
  status: 'rejected',
  code,
  message,
});

export const accepted = (
  changed: WidgetName[],
  more: Omit<Acceptance, 'status' | 'changed'> = {},
): Acceptance => ({ status: 'accepted', changed, ...more });

/** What an interaction is about, for the console's filters: a widget, and a row's UUID or an event's name. */
export interface About {
  widget: WidgetName | null;
  subject: string | null;
}

/** Changes tables for facts; one result each, in their order. */
export type Apply = (tx: Transaction, facts: readonly Fact[]) => Promise<Result[]>;
type ApplyOf<K extends InteractionKind> = (tx: Transaction, facts: FactOf<K>[]) => Promise<Result[]>;

/** A member, by project and UUID. */
interface MemberKey {
  projectId: string;
  memberId: string;
}

interface HandlerOf<K extends InteractionKind> {
  kinds: readonly K[];
  /** Whether anonymous members may do it too. */
  anonymous: boolean;
  about(interaction: InteractionOf<K>): About;
  /**
   * Changes the feature's tables for all accepted items of a group, of any number of projects and members, in the
   * order they were sent: one result a fact, in their order. Throwing undoes all of it; each is then tried alone.
   */
  apply?: ApplyOf<K>;
  /**
   * Instead of `apply`, where something has to be known first: asked in one breath with the insert, of facts that may yet
   * turn out to be duplicates. What it answers is then applied to those that are new.
   */
  learn?: (tx: Transaction, facts: FactOf<K>[]) => Promise<ApplyOf<K>>;
  /** Kinds whose handlers are done before this one learns: all others run beside it, in the one transaction. */
  after?: readonly InteractionKind[];
  /** Spends points: it runs after all that earns, so that a member can spend what they have just earned. */
  spends?: true;
  /** Kinds that a member may do so often, or once: one transaction at a time counts them, see `lockMembers`. */
  paced?: readonly K[];
  /**
   * Members whom one transaction at a time may be about, before any handler learns: together with all others of the
   * group and in one order, since a lock taken later could close a circle.
   */
  holds?: (tx: Transaction, facts: FactOf<K>[]) => Promise<MemberKey[]>;
}

/** A handler that has forgotten which kinds it is for, so that a list can hold them all. */
export interface Handler {
  readonly kinds: readonly InteractionKind[];
  readonly anonymous: boolean;
  readonly after: readonly InteractionKind[];
  readonly spends: boolean;
  about(interaction: InteractionOf<InteractionKind>): About;
  holds(tx: Transaction, facts: readonly Fact[]): Promise<MemberKey[]>;
  learn(tx: Transaction, facts: readonly Fact[]): Promise<Apply>;
}

/** Defines what one feature does with some kinds of interaction. */
export function handler<K extends InteractionKind>(own: HandlerOf<K>): Handler {
  const isOwnKind = (kind: string): kind is K => own.kinds.some((one) => one === kind);
  const isPaced = ({ kind }: Fact): boolean => own.paced?.some((one) => one === kind) ?? false;
  const isOwnFact = (fact: Fact): fact is FactOf<K> => isOwnKind(fact.kind);
  const isOwn = (interaction: InteractionOf<InteractionKind>): interaction is InteractionOf<K> =>
    isOwnKind(interaction.kind);
  return {
    kinds: own.kinds,
    anonymous: own.anonymous,
    after: own.after ?? [],
    spends: own.spends ?? false,
    about: (interaction) => (isOwn(interaction) ? own.about(interaction) : { widget: null, subject: null }),
    holds: async (tx, facts) => [
      ...facts.filter(isPaced),
      ...((await own.holds?.(tx, facts.filter(isOwnFact))) ?? []),
    ],
    learn: async (tx, facts) => {
      const apply = own.apply ?? (await own.learn?.(tx, facts.filter(isOwnFact)));
      if (!apply) throw new Error(`The handler of ${own.kinds.join(', ')} does nothing`);
      return async (inner, accepted) => apply(inner, accepted.filter(isOwnFact));
    },
  };
}

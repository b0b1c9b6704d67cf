import { describe, expect, it } from 'vitest';
import { isRefused } from './item.ts';
import { prepare, type Sender } from './prepare.ts';

const digits = '0199a3c4e5f67a8b9c0d1e2f3a4b5c6d';
const uuid = '0199a3c4-e5f6-7a8b-9c0d-1e2f3a4b5c6d';
const now = new Date('2026-03-01T12:00:00.000Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const project = { id: '0199a3c4-0000-7000-8000-000000000001', siteKey: 'pk_live_0123456789abcdef' };
const memberId = '0199a3c4-0000-7000-8000-000000000002';
const verified: Sender = {
  project: { ...project, homeUrl: 'https://acme.example' },
  actor: { type: 'verified', memberId, externalId: 'maya' },
  sentAt: now.toISOString(),
  now,
};
const anonymous: Sender = { ...verified, actor: { type: 'anonymous', memberId } };

const post = (more: object = {}) => ({
  id: `int_${digits}`,
  kind: 'post.created',
  occurredAt: minutesAgo(5).toISOString(),
  payload: { text: 'Hello' },
  ...more,
});
const event = { ...post(), kind: 'event.tracked', payload: { name: 'opened' } };

const refusalOf = (sent: unknown, sender: Sender) => {
  const item = prepare(sent, sender);
  return isRefused(item) ? item.rejection : undefined;
};

describe('what was sent', () => {
  it('becomes a row of the project and the member that the credential names', () => {
    expect(prepare(post({ page: '/reports' }), verified)).toEqual({
      wireId: `int_${digits}`,
      fact: {
        ...post({ page: '/reports' }),
        id: uuid,
        projectId: project.id,
        memberId,
        verified: true,
        at: minutesAgo(5),
        receivedAt: now,
        fromHost: false,
      },
      occurredAtRaw: minutesAgo(5),
      storedAt: now,
      page: '/reports',
      payload: '{"text":"Hello"}',
      widget: 'feed',
      subject: uuid,
    });
  });

  it('has no page when none was sent', () => {
    expect(prepare(post(), verified)).toMatchObject({ page: null });
  });

  it("is put right by how far the sender's clock is off, and keeps what it said", () => {
    const ahead: Sender = { ...verified, sentAt: minutesAgo(-60).toISOString() };
    expect(prepare(post({ occurredAt: minutesAgo(-55).toISOString() }), ahead)).toMatchObject({
      fact: { at: minutesAgo(5), receivedAt: now },
      occurredAtRaw: minutesAgo(-55),
    });
  });

  it('is not verified when an anonymous member sends what they may', () => {
    expect(prepare(event, anonymous)).toMatchObject({ fact: { verified: false, memberId } });
    expect(refusalOf(event, verified)).toBeUndefined();
  });
});

describe('what cannot be stored', () => {
  it('is what needs a member token, from somebody without one', () => {
    expect(refusalOf(post(), anonymous)).toEqual({
      status: 'rejected',
      code: 'sign_in_required',
      message: 'Sign in to do this: it needs a member token.',
    });
  });

  it('is what happens more than a day from now', () => {
    expect(refusalOf(post({ occurredAt: minutesAgo(-24 * 60 - 1).toISOString() }), verified)).toEqual({
      status: 'rejected',
      code: 'occurred_in_future',
      message: 'This happens more than a day after it was sent. Send when it really happened.',
    });
  });

  it('is still looked up by its id, since its first try may have been accepted', () => {
    expect(prepare(post({ kind: 'nonsense' }), verified)).toMatchObject({
      wireId: `int_${digits}`,
      projectId: project.id,
      id: uuid,
      rejection: { code: 'unknown_kind' },
    });
  });

  it.each([
    'nonsense',
    `pst_${digits}`,
    `int_${digits.slice(1)}`,
    `int_${digits}0`,
    `xint_${digits}`,
    `int_${digits.toUpperCase()}`,
  ])('has no row to look for when its id is not one: %j', (id) => {
    expect(prepare(post({ id }), verified)).toMatchObject({
      wireId: id,
      id: null,
      rejection: { code: 'invalid_shape' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { readCredential, readSecretKey } from './authorization.ts';

const anonymous = `anon_${'aB3-_'.repeat(4)}Zz`;
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('the Authorization header of a widget', () => {
  it('is that of a visitor when there is none', () => {
    expect(readCredential(undefined)).toEqual({ type: 'none' });
  });

  it.each(['Bearer', 'bearer', 'BEARER   '])('is read after %j', (scheme) => {
    expect(readCredential(`${scheme} ${anonymous}`)).toEqual({ type: 'anonymous', token: anonymous });
    expect(readCredential(`${scheme} e30.e30.A-_A`)).toEqual({ type: 'signed', token: 'e30.e30.A-_A' });
  });

  it('holds a signed token when "anon_" stands anywhere but in front', () => {
    expect(readCredential('Bearer e30.anon_')).toEqual({ type: 'signed', token: 'e30.anon_' });
  });

  it.each(['anon_', `${anonymous}Q`, anonymous.slice(0, -1), `${anonymous.slice(0, -1)}.`])(
    'makes nobody of what only looks anonymous: %j',
    (token) => {
      expect(() => readCredential(`Bearer ${token}`)).toThrow(
        expect.objectContaining({
          reason: 'token_invalid',
          message: expect.stringContaining('members.anonymous'),
        }),
      );
    },
  );

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearere30',
    'Basic e30=',
    ' Bearer e30',
    'Bearer e30 e30',
    'Bearer e30\n',
    'Bearer é',
  ])('makes nobody a visitor who sent something else: %j', (header) => {
    expect(() => readCredential(header)).toThrow(
      expect.objectContaining({
        reason: 'token_invalid',
        message: expect.stringContaining('Authorization: Bearer'),
      }),
    );
  });

  it('is refused unread beyond 4200 letters', () => {
    const longest = 'x'.repeat(4200 - 'Bearer '.length);
    expect(readCredential(`Bearer ${longest}`)).toEqual({ type: 'signed', token: longest });
    expect(() => readCredential(`Bearer ${longest}x`)).toThrow(
      expect.objectContaining({ reason: 'token_invalid', message: expect.stringContaining('4 KB') }),
    );
  });
});

describe('a secret key', () => {
  it.each([
    'Bearer sk_live_1',
    basic('sk_live_1:'),
    basic('sk_live_1'),
    basic('sk_live_1:a:b'),
    basic('sk_live_1:').replace(' ', '   '),
    basic('sk_live_1:').toLowerCase().slice(0, 5) + basic('sk_live_1:').slice(5),
  ])('is the bearer, or the name of Basic: %j', (header) => {
    expect(readSecretKey(header)).toBe('sk_live_1');
  });

  it("is empty, and so nobody's, when Basic has no name", () => {
    expect(readSecretKey(basic(':sk_live_1'))).toBe('');
  });

  it.each([
    '',
    'Basic',
    'Basic ***',
    'Digest c2s=',
    ` ${basic('sk_live_1:')}`,
    `${basic('sk_live_1:')} x`,
    `Basic ${'A'.repeat(401)}`,
  ])('is not guessed from anything else: %j', (header) => {
    expect(() => readSecretKey(header)).toThrow(expect.objectContaining({ reason: 'token_invalid' }));
  });

  it('may be 400 letters of Basic, and no more', () => {
    expect(readSecretKey(`Basic ${'A'.repeat(400)}`)).toHaveLength(300);
  });
});

import { expect } from '@open-wc/testing';
import { exactly } from './exact-time.ts';
import { ago } from './time.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');

describe('the time of a post', () => {
  it('is relative up to a week, in the reader’s language', () => {
    expect(ago('2026-03-10T11:57:00.000Z', 'en', now)).to.equal('3 minutes ago');
    expect(ago('2026-03-09T11:00:00.000Z', 'de', now)).to.equal('gestern');
    expect(ago('2026-03-05T12:00:00.000Z', 'es', now)).to.equal('hace 5 días');
  });

  it('is a date after that', () => {
    expect(ago('2026-02-01T12:00:00.000Z', 'fr', now)).to.equal('1 févr. 2026');
  });

  it('is now when the server’s clock runs ahead', () => {
    expect(ago('2026-03-10T12:05:00.000Z', 'en', now)).to.equal('now');
  });

  it('can be read exactly', () => {
    expect(exactly('2026-03-10T12:00:00.000Z', 'pt')).to.contain('10 de março de 2026');
  });
});

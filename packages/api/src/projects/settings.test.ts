import { OriginSchema } from '@hearth/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Identity } from '../identity/identity.ts';
import { type Caller, Office, wordsOf } from '../testing/office.ts';

let database: Database;
let office: Office;
let owner: Caller;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  office = await Office.open(database);
  owner = await office.as('owner');
});

describe('a project', () => {
  it('is saved whole, and its change is noted', async () => {
    const { version } = await owner.project.get();
    const saved = await owner.project.save({
      version,
      name: ' Acme Notes ',
      homeUrl: 'https://notes.example/',
      timeZone: 'Europe/Berlin',
    });
    expect(saved).toMatchObject({ name: 'Acme Notes', timeZone: 'Europe/Berlin' });
    expect((await owner.setUp.changes({})).changes).toMatchObject([
      { action: 'project.saved', by: 'The owner' },
    ]);
  });

  it('is not saved over what somebody else has saved', async () => {
    const { version, name, homeUrl } = await owner.project.get();
    await owner.project.save({ version, name, homeUrl, timeZone: 'Asia/Tokyo' });
    expect(await wordsOf(owner.project.save({ version, name, homeUrl, timeZone: 'UTC' }))).toContain(
      'Somebody else has saved this meanwhile',
    );
    expect((await owner.project.get()).timeZone).toBe('Asia/Tokyo');
  });

  it.each([
    ['timeZone', 'Berlin'],
    ['timeZone', 'UTC; DROP TABLE project'],
    ['homeUrl', 'javascript:alert(1)'],
    ['name', '   '],
  ])('refuses as its %s: %s', async (field, value) => {
    const { version, name, homeUrl, timeZone } = await owner.project.get();
    const saving = owner.project.save({ version, name, homeUrl, timeZone, [field]: value });
    expect(await wordsOf(saving)).toContain(`"${field}"`);
  });

  it('is read and edited by owners and admins alone', async () => {
    for (const role of ['moderator', 'analyst'] as const) {
      const other = await office.as(role);
      expect(await wordsOf(other.project.get())).toContain(`Your role, ${role}, may not do this`);
      expect(await wordsOf(other.project.addOrigin({ origin: 'https://a.example' }))).toContain('may not');
    }
    expect((await (await office.as('admin')).project.get()).name).toBe('Acme');
  });

  it('tells when the first and the latest interaction arrived', async () => {
    expect(await owner.project.arrivals()).toEqual({ first: null, last: null });
    const maya = await office.community.member();
    await office.community.record(maya, 'event.tracked', { name: 'opened' });
    const first = office.community.now.toISOString();
    office.community.pass({ minutes: 5 });
    await office.community.record(maya, 'event.tracked', { name: 'opened' });
    expect(await owner.project.arrivals()).toEqual({ first, last: office.community.now.toISOString() });
  });

  it('has a look, which the next boot brings', async () => {
    await owner.project.saveTheme({ theme: { accent: '#8a3ffc', radius: 4 } });
    const booted = await boot(office.community.context({ type: 'visitor' }), {
      widgets: ['nps'],
      locale: 'en',
    });
    expect(booted.theme).toEqual({ accent: '#8a3ffc', radius: 4 });
    expect(await wordsOf(owner.project.saveTheme({ theme: { accent: 'red;}' } }))).toContain('#rrggbb');
  });
});

describe('an origin', () => {
  it('lets pages in once it is added, and no more once it is removed', async () => {
    const { community } = office;
    const identity = new Identity({ database, now: () => community.now });
    const asked = {
      siteKey: community.project.siteKey,
      origin: 'https://app.acme.example',
      authorization: undefined,
    };
    expect(await wordsOf(identity.resolveWidgetCaller(asked))).toContain('does not allow this origin');

    const { origins } = await owner.project.addOrigin({ origin: ' https://App.Acme.example:443/ ' });
    expect(origins).toEqual(['https://app.acme.example']);
    community.pass({ minutes: 1 });
    expect(await wordsOf(identity.resolveWidgetCaller(asked))).toBe('done');

    await owner.project.removeOrigin({ origin: 'https://app.acme.example' });
    community.pass({ minutes: 1 });
    expect(await wordsOf(identity.resolveWidgetCaller(asked))).toContain('does not allow this origin');
  });

  it('is added once, and only taken from its own project', async () => {
    await owner.project.addOrigin({ origin: 'https://a.example' });
    await owner.project.addOrigin({ origin: 'https://a.example' });
    const stranger = await (await Office.open(database)).as('owner');
    expect(await wordsOf(stranger.project.removeOrigin({ origin: 'https://a.example' }))).toContain(
      'not on the list',
    );
    expect((await owner.project.get()).origins).toEqual(['https://a.example']);
    expect((await owner.setUp.changes({})).changes).toHaveLength(1);
  });

  it.each([
    ['app.example.com', 'Begin with the scheme'],
    ['https://*.example.com', 'without *'],
    ['https://app.example.com/login', 'Leave out everything after the host: https://app.example.com.'],
    ['https://app.example.com/?', 'Leave out everything after the host'],
    ['https://ada:pw@app.example.com', 'user name'],
    ['ftp://app.example.com', 'https or http'],
    ['https://', 'no address'],
  ])('is refused as %s, with what to write instead', (text, words) => {
    expect(OriginSchema.safeParse(text).error?.issues[0]?.message).toContain(words);
  });
});

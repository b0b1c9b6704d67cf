import { expect, fixture, html } from '@open-wc/testing';
import type { HearthChecklist } from '../checklist/checklist.ts';
import '../checklist/checklist.define.ts';
import { connect } from './connection.ts';
import { testClient } from './test-client.ts';

describe('a widget with nothing to show', () => {
  it('says so, so that a page can give up its room, and takes it back when there is something', async () => {
    const page = testClient();
    connect(page.client);
    const element = await fixture<HearthChecklist>(html`<hearth-checklist></hearth-checklist>`);
    expect(element.hasAttribute('empty'), 'it is loading').to.equal(false);
    page.ready('checklist', null);
    await element.updateComplete;
    expect(element.hasAttribute('empty')).to.equal(true);
    expect(getComputedStyle(element).display).to.equal('none');
    page.set('checklist', { status: 'failed', message: 'Away' });
    await element.updateComplete;
    expect(element.hasAttribute('empty')).to.equal(false);
    expect(getComputedStyle(element).display).to.equal('block');
  });
});

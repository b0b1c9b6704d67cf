import type { Outcome, Post } from '@hearth/schema';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { HearthReactEvent } from '../events/hearth-react.ts';
import type { HearthReportEvent } from '../events/hearth-report.ts';
import './feed.define.ts';
import { accepted, aPost, feedClient, later, openFeed, postId, rejected, stateOf } from './testing.ts';

const soon = () => new Date(Date.now() + 60_000).toISOString();

describe('a post', () => {
  let client: ReturnType<typeof feedClient>;
  beforeEach(() => {
    sessionStorage.clear();
    client = feedClient();
  });
  const open = async (parts: Partial<Post> = {}) => {
    client.ready('feed', stateOf([aPost(1, parts), aPost(2)]));
    return openFeed();
  };

  describe('reactions', () => {
    const thumbs = { reactions: [{ emoji: '👍' as const, count: 3, mine: false }] };

    it('answer at once, and are recorded', async () => {
      const feed = await open(thumbs);
      const outcome = later<Outcome>();
      client.answerWith(() => outcome.promise);
      const events: HearthReactEvent[] = [];
      feed.element.addEventListener('hearth-react', (event) => events.push(event));
      await feed.click('Thumbs up, 3');
      const button = feed.button('Thumbs up, 4');
      expect(button.getAttribute('aria-pressed')).to.equal('true');
      expect(feed.hasFocus(button)).to.equal(true);
      expect(client.recordedOf('reaction.added')[0]?.payload).to.deep.equal({
        postId: postId(1),
        emoji: '👍',
      });
      expect(events.map(({ emoji, added }) => [emoji, added])).to.deep.equal([['👍', true]]);
      // The live event's refetch may come before the outcome: counted once all the same.
      client.answers.post = () =>
        Promise.resolve(aPost(1, { reactions: [{ emoji: '👍', count: 4, mine: true }] }));
      client.happens('post.changed', 1);
      await feed.settle();
      outcome.resolve(accepted(5));
      await feed.settle();
      expect(feed.button('Thumbs up, 4').getAttribute('aria-pressed')).to.equal('true');
    });

    it('fall back when the server refuses, and say so', async () => {
      const feed = await open(thumbs);
      client.answerWith(() => Promise.resolve(rejected('too_many')));
      await feed.click('Thumbs up, 3');
      expect(feed.button('Thumbs up, 3').getAttribute('aria-pressed')).to.equal('false');
      expect(feed.one('.error', feed.post(1)).textContent).to.contain('Wait a minute');
    });

    it('end as the last of two quick clicks, whichever outcome comes first', async () => {
      const feed = await open(thumbs);
      const outcomes = [later<Outcome>(), later<Outcome>()];
      client.answerWith((kind) => outcomes[kind === 'reaction.added' ? 0 : 1]?.promise ?? Promise.reject());
      await feed.click('Thumbs up, 3');
      await feed.click('Thumbs up, 4');
      outcomes[1]?.resolve(accepted(2));
      await feed.settle();
      outcomes[0]?.resolve(accepted(1));
      await feed.settle();
      expect(feed.button('Thumbs up, 3').getAttribute('aria-pressed')).to.equal('false');
    });

    it('offer all five on request, and keep the focus when the last of one goes', async () => {
      const feed = await open();
      expect(feed.all('hearth-feed-post:first-of-type [part=reaction]')).to.deep.equal([]);
      await feed.click('Add a reaction');
      const names = feed.all('[part=reaction]').map((button) => button.getAttribute('aria-label'));
      expect(names).to.deep.equal(['Thumbs up', 'Heart', 'Celebrate', 'Good idea', 'Looking into it']);
      await feed.click('Good idea');
      expect(feed.all('[part=reaction]').length).to.equal(1);
      await feed.click('Good idea, 1');
      expect(feed.all('[part=reaction]').length).to.equal(0);
      expect(feed.hasFocus(feed.button('Add a reaction'))).to.equal(true);
    });
  });

  describe('changing it', () => {
    const mine = { mine: true, editableUntil: soon() };

    it('shows the new text at once, then that it was edited', async () => {
      const feed = await open(mine);
      const outcome = later<Outcome>();
      client.answerWith(() => outcome.promise);
      await feed.click('Post options');
      await feed.click('Edit');
      const field = feed.one<HTMLTextAreaElement>('textarea', feed.post(1));
      expect(feed.hasFocus(field)).to.equal(true);
      expect(field.value).to.equal('Post 1');
      await feed.type('Better', feed.post(1));
      await feed.click('Save');
      expect(feed.texts()[0]).to.equal('Better');
      expect(feed.text()).to.contain('Saving…');
      outcome.resolve(accepted(1));
      await feed.settle();
      expect(feed.text()).to.contain('edited').and.not.to.contain('Saving…');
      expect(client.recordedOf('post.edited')[0]?.payload).to.deep.equal({
        postId: postId(1),
        text: 'Better',
      });
    });

    it('keeps the text when the server refuses', async () => {
      const feed = await open(mine);
      client.answerWith(() => Promise.resolve(rejected('edit_window_closed')));
      await feed.click('Post options');
      await feed.click('Edit');
      await feed.type('Too late', feed.post(1));
      await feed.click('Save');
      expect(feed.one<HTMLTextAreaElement>('textarea', feed.post(1)).value).to.equal('Too late');
      expect(feed.one('.error', feed.post(1)).textContent).to.contain('five minutes');
      await feed.click('Cancel');
      expect(feed.texts()[0]).to.equal('Post 1');
      expect(feed.hasFocus(feed.button('Post options'))).to.equal(true);
    });

    it('is looked up when it is clicked: the menu may have stood open too long', async () => {
      const feed = await open({ mine: true, editableUntil: new Date(Date.now() + 400).toISOString() });
      await feed.click('Post options');
      await new Promise((resolve) => setTimeout(resolve, 420));
      await feed.click('Edit');
      expect(feed.text()).to.contain('Posts can be changed for five minutes.');
      expect(feed.all('hearth-feed-post textarea')).to.deep.equal([]);
    });

    it('is left with Escape', async () => {
      const feed = await open(mine);
      await feed.click('Post options');
      await feed.click('Edit');
      await sendKeys({ press: 'Escape' });
      await feed.settle();
      expect(feed.all('hearth-feed-post textarea')).to.deep.equal([]);
      expect(feed.hasFocus(feed.button('Post options'))).to.equal(true);
    });
  });

  describe('deleting it', () => {
    const mine = { mine: true };

    it('asks first, and Keep keeps it', async () => {
      const feed = await open(mine);
      await feed.click('Post options');
      await feed.click('Delete');
      expect(feed.hasFocus(feed.button('Keep'))).to.equal(true);
      await feed.click('Keep');
      expect(client.recordedOf('post.deleted')).to.deep.equal([]);
    });

    it('takes it away once it is committed, and the focus goes to its neighbour', async () => {
      const feed = await open(mine);
      await feed.click('Post options');
      await feed.click('Delete');
      await feed.click('Delete');
      expect(feed.texts()).to.deep.equal(['Post 2']);
      expect(feed.hasFocus(feed.post(1))).to.equal(true);
    });

    it('leaves it there when the server refuses', async () => {
      const feed = await open(mine);
      client.answerWith(() => Promise.resolve(rejected('handler_failed')));
      await feed.click('Post options');
      await feed.click('Delete');
      await feed.click('Delete');
      expect(feed.texts()[0]).to.equal('Post 1');
      expect(feed.text()).to.contain('That did not go through.');
    });
  });

  describe('reporting it', () => {
    const report = async () => {
      const feed = await open();
      await feed.click('Post options');
      await feed.click('Report');
      return feed;
    };

    it('needs a reason, takes a note, and says thank you', async () => {
      const feed = await report();
      const events: HearthReportEvent[] = [];
      feed.element.addEventListener('hearth-report', (event) => events.push(event));
      await feed.click('Send report');
      expect(client.recordedOf('report.created')).to.deep.equal([]);
      feed.one<HTMLInputElement>('input[value=abuse]').click();
      await feed.type('See the second line', feed.one('[part=report]'));
      await feed.click('Send report');
      expect(client.recordedOf('report.created')[0]?.payload).to.deep.equal({
        target: { postId: postId(1) },
        reason: 'abuse',
        note: 'See the second line',
      });
      expect(feed.one('[part=report] [role=status]').textContent).to.contain('Thank you');
      expect(events.map(({ contentId, reason }) => [contentId, reason])).to.deep.equal([
        [postId(1), 'abuse'],
      ]);
    });

    it('keeps what was filled in when it is refused', async () => {
      const feed = await report();
      client.answerWith(() => Promise.resolve(rejected('too_many')));
      feed.one<HTMLInputElement>('input[value=spam]').click();
      await feed.type('A note', feed.one('[part=report]'));
      await feed.click('Send report');
      expect(feed.one<HTMLInputElement>('input[value=spam]').checked).to.equal(true);
      expect(feed.one<HTMLTextAreaElement>('[part=report] textarea').value).to.equal('A note');
    });

    it('thanks for a second report of the same thing, too', async () => {
      const feed = await report();
      client.answerWith(() => Promise.resolve(rejected('already_done')));
      feed.one<HTMLInputElement>('input[value=spam]').click();
      await feed.click('Send report');
      expect(feed.text()).to.contain('Thank you');
    });
  });
});

import { describe, expect, test } from 'vitest';
import { History } from './history.ts';

const stored = (...ids: string[]) => ids.map((id) => ({ id, member: 'ada' }));

const threeAccepted = () => {
  const history = new History();
  history.send('ada', ['a', 'b', 'c']);
  history.hear([
    { id: 'a', status: 'accepted' },
    { id: 'b', status: 'accepted' },
    { id: 'c', status: 'accepted' },
  ]);
  return history;
};

describe('the checker', () => {
  test('finds nothing wrong where nothing is', () => {
    const history = threeAccepted();
    history.send('ada', ['refused']);
    history.hear([
      { id: 'a', status: 'duplicate' },
      { id: 'refused', status: 'rejected' },
    ]);
    expect(history.compare(stored('a', 'b', 'c'))).toEqual([]);
  });

  test('sees one lost item', () => {
    expect(threeAccepted().compare(stored('a', 'c'))).toEqual(['b is lost: accepted, and not stored']);
  });

  test('sees a row that is there twice', () => {
    expect(threeAccepted().compare(stored('a', 'b', 'b', 'c'))).toEqual(['b is stored twice']);
  });

  test('sees a row that nobody sent, and one under the wrong name', () => {
    const table = [...stored('a', 'b', 'x'), { id: 'c', member: 'ben' }];
    expect(threeAccepted().compare(table)).toEqual([
      'x is stored, but nobody sent it',
      'c of ada is stored as one of ben',
    ]);
  });

  test('sees an item that was accepted twice', () => {
    const history = threeAccepted();
    history.hear([{ id: 'b', status: 'accepted' }]);
    expect(history.compare(stored('a', 'b', 'c'))).toEqual(['b was accepted, then accepted']);
  });

  test('sees what was refused and stored all the same, and what was both accepted and refused', () => {
    const history = threeAccepted();
    history.send('ada', ['d']);
    history.hear([
      { id: 'd', status: 'rejected' },
      { id: 'a', status: 'rejected' },
    ]);
    expect(history.compare(stored('a', 'b', 'c', 'd'))).toEqual([
      'a has two truths: accepted, then rejected',
      'd is stored although: rejected',
    ]);
  });

  test('sees an item that was never answered', () => {
    const history = threeAccepted();
    history.send('ada', ['d']);
    expect(history.compare(stored('a', 'b', 'c'))).toEqual(['d was never answered']);
  });
});

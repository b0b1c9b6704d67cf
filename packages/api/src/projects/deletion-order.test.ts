import { expect, it } from 'vitest';
import { deletionOrder } from './deletion-order.ts';

const table = (name: string, ...pointsTo: string[]) => ({ name, pointsTo });
const names = (...tables: ReturnType<typeof table>[]) => deletionOrder(tables).map(({ name }) => name);

it('puts whatever points before what it points to', () => {
  const order = names(
    table('project'),
    table('member', 'project', 'account'),
    table('account', 'project'),
    table('post', 'member'),
    table('reaction', 'post', 'member'),
  );
  expect(order).toEqual(['reaction', 'post', 'member', 'account', 'project']);
});

it('takes tables that point to themselves, to nothing or outside as they are', () => {
  expect(names(table('reply', 'reply'), table('log'), table('note', 'elsewhere'))).toEqual([
    'reply',
    'log',
    'note',
  ]);
});

it('names those that point to each other in a circle', () => {
  expect(() => names(table('egg', 'hen'), table('hen', 'egg'), table('nest', 'hen'))).toThrow(
    'in a circle: egg, hen',
  );
});

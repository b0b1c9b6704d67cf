import { InteractionSchema } from '@hearth/schema';
import { describe, expect, it } from 'vitest';
import { handlers } from './handlers.ts';

describe('the table of handlers', () => {
  it('has exactly one for each kind of interaction', () => {
    const kinds = InteractionSchema.options.map((option) => option.shape.kind.value);

    expect(handlers.flatMap((handler) => [...handler.kinds]).sort()).toEqual([...kinds].sort());
  });

  it('spends only after all that earns', () => {
    const order = handlers.map(({ spends }) => spends);

    expect(order).toEqual([...order].sort((left, right) => Number(left) - Number(right)));
    expect(order).toContain(true);
  });

  it('begins after those whom it waits for, which would otherwise never be waited for', () => {
    handlers.forEach(({ after, kinds }, index) => {
      const earlier = handlers.slice(0, index).flatMap((handler) => [...handler.kinds]);

      expect(
        after.filter((kind) => !earlier.includes(kind)),
        kinds.join(),
      ).toEqual([]);
    });
    expect(handlers.flatMap(({ after }) => after)).toContain('post.created');
  });

  it('lets anonymous members do what earns nobody anything', () => {
    const open = handlers.filter(({ anonymous }) => anonymous).flatMap(({ kinds }) => [...kinds]);

    expect(open.sort()).toEqual([
      'checklist.item.completed',
      'checklist.item.started',
      'client.dropped',
      'event.tracked',
      'exit.answered',
      'survey.answered',
      'widget.dismissed',
      'widget.shown',
      'widget.started',
    ]);
  });
});

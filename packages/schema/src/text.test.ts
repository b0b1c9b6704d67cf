import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LinkSchema, textSchema } from './text.ts';

test('a text that passes can be stored: trimmed, well-formed, without NUL', () => {
  const schema = textSchema(50);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (input) => {
      const result = schema.safeParse(input);
      if (!result.success) return true;
      const text = result.data;
      return (
        text === text.trim() &&
        text.isWellFormed() &&
        !text.includes('\0') &&
        text.length > 0 &&
        text.length <= 50
      );
    }),
  );
});

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  '//example.com',
  '/path',
  'vbscript:x',
])('%s is not a link', (link) => {
  expect(LinkSchema.safeParse(link).success).toBe(false);
});

test.each(['https://example.com/a?b#c', 'http://localhost:4700', 'mailto:ada@example.com'])(
  '%s is a link',
  (link) => {
    expect(LinkSchema.safeParse(link).success).toBe(true);
  },
);

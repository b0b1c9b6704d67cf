import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { z } from 'zod';

/**
 * What a command is told, each option as its schema has it.
 * @throws Error with one line for each option that is wrong, and how the command is used
 */
export function readArguments<Schema extends z.ZodObject>(
  args: string[],
  { usage, schema, repeated = [] }: { usage: string; schema: Schema; repeated?: readonly string[] },
): z.output<Schema> {
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, { type: 'string', multiple: repeated.includes(name) }]),
  );
  const { values } = parseArgs({ args, options });
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path: [name = '', ...inside], message }) => {
    const given = values[String(name)];
    if (given === undefined) return `--${String(name)} is missing.`;
    const text = Array.isArray(given) ? given[Number(inside[0])] : given;
    return `--${String(name)} ${JSON.stringify(text)}: ${message}`;
  });
  throw new Error(`${[...new Set(wrong)].join('\n')}\nUsage: ${usage}`);
}

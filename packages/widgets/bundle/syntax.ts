/** A node of the syntax tree that the bundler's parser gives. */
export interface Node extends Record<string, unknown> {
  type: string;
  start: number;
  end: number;
}

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value;

/** Calls for each node, from the outermost inwards. */
export function visit(value: unknown, each: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, each);
  if (!isNode(value)) return;
  each(value);
  for (const child of Object.values(value)) visit(child, each);
}

/** The code with these passages replaced, none of which overlap. */
export const apply = (code: string, edits: readonly Edit[]): string => {
  let result = code;
  for (const { start, end, text } of [...edits].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + text + result.slice(end);
  return result;
};

import type { Plugin } from 'vite';

const compact: Record<string, (text: string) => string> = {
  // One space stays one: between inline elements it can be seen.
  html: (text) => text.replace(/\s+/g, ' '),
  css: (text) =>
    text
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replaceAll(': ', ':')
      .replaceAll(';}', '}'),
};

/** Takes indentation and comments out of Lit's html and css templates, which no minifier of JavaScript looks into. */
export const compactTemplates = (): Plugin => ({
  name: 'hearth-compact-templates',
  // After TypeScript has become JavaScript, which is what can be parsed here.
  enforce: 'post',
  transform(code, id) {
    if (id.includes('node_modules') || !/(html|css)`/.test(code)) return;
    const edits: { start: number; end: number; text: string }[] = [];
    visit(this.parse(code), (node) => {
      const tag = node.type === 'TaggedTemplateExpression' && isNode(node.tag) && node.tag.name;
      const change = typeof tag === 'string' ? compact[tag] : undefined;
      if (!change || !isNode(node.quasi) || !Array.isArray(node.quasi.quasis)) return;
      for (const { start, end } of node.quasi.quasis.filter(isNode))
        edits.push({ start, end, text: change(code.slice(start, end)) });
    });
    let result = code;
    for (const { start, end, text } of edits.sort((a, b) => b.start - a.start))
      result = result.slice(0, start) + text + result.slice(end);
    return { code: result, map: null };
  },
});

interface Node extends Record<string, unknown> {
  type: string;
  start: number;
  end: number;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value;

function visit(value: unknown, each: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, each);
  if (!isNode(value)) return;
  each(value);
  for (const child of Object.values(value)) visit(child, each);
}

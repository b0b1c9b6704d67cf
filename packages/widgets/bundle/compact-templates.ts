import { transform } from 'lightningcss';
import type { Plugin } from 'vite';
import { apply, type Edit, isNode, visit } from './syntax.ts';

const compact: Record<string, (text: string) => string> = {
  // One space stays one: between inline elements it can be seen. Before a tag's end it cannot.
  html: (text) => text.replace(/\s+/g, ' ').replace(/" (\/?>)/g, '"$1'),
  css: (text) =>
    transform({ filename: 'template.css', code: Buffer.from(text), minify: true })
      .code.toString()
      .replaceAll(', ', ','),
};

/** Takes what nobody reads out of Lit's html and css templates, which no minifier of JavaScript looks into. */
export const compactTemplates = (): Plugin => ({
  name: 'hearth-compact-templates',
  // After TypeScript has become JavaScript, which is what can be parsed here.
  enforce: 'post',
  transform(code, id) {
    if (id.includes('node_modules') || !/(html|css)`/.test(code)) return;
    const edits: Edit[] = [];
    visit(this.parse(code), (node) => {
      const tag = node.type === 'TaggedTemplateExpression' && isNode(node.tag) && node.tag.name;
      const change = typeof tag === 'string' ? compact[tag] : undefined;
      if (!change || !isNode(node.quasi) || !Array.isArray(node.quasi.quasis)) return;
      for (const { start, end } of node.quasi.quasis.filter(isNode))
        edits.push({ start, end, text: change(code.slice(start, end)) });
    });
    return { code: apply(code, edits), map: null };
  },
});

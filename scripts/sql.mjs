// @ts-check
import ts from 'typescript';
import { mayTouchDatabase } from './arrows.mjs';
import { parse } from './imports.mjs';
import { isTest } from './sources.mjs';

const statement =
  /^\s*(select\b[\s\S]+\bfrom\b|insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|with\s+\w+\s+as\b|merge\s+into\b)/i;

/**
 * The arrow that imports cannot show: SQL in a string, or Prisma reached through a handle, outside of a
 * feature's store.ts and the database module.
 *
 * @param {import('./sources.mjs').Source[]} sources
 * @returns {string[]}
 */
export function sqlFaults(sources) {
  const judged = sources.filter(
    ({ path }) => /^(packages|apps|examples)\//.test(path) && !isTest(path) && !mayTouchDatabase.test(path),
  );
  return judged.flatMap((source) => {
    const file = parse(source);
    /** @type {string[]} */
    const faults = [];
    /** @param {ts.Node} node @param {string} fault */
    const add = (node, fault) => {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      faults.push(`${source.path}:${line} ${fault}: it belongs in the feature's store.ts`);
    };
    /** @param {ts.Node} node */
    const visit = (node) => {
      const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : '';
      if (statement.test(text)) add(node, 'holds SQL');
      if (ts.isPropertyAccessExpression(node) && node.name.text === 'prisma') add(node, 'reaches for Prisma');
      ts.forEachChild(node, visit);
    };
    visit(file);
    return faults;
  });
}

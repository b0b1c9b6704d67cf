// @ts-check
/** Finds what is written twice: one exported name defined in two packages, one block of code in two places. */
import ts from 'typescript';
import { parse } from './imports.mjs';
import { isTest, packageOf } from './sources.mjs';

/** @typedef {import('./sources.mjs').Source} Source */

/** A block this long, in lines that say something, is not the same by chance. Tests may resemble each other more. */
const blockLines = { code: 8, tests: 20 };

/** @param {Source[]} sources @returns {string[]} */
export function duplicateFaults(sources) {
  const shared = sources.filter(
    ({ path }) => path.includes('/src/') && !isTest(path) && !path.endsWith('store.ts'),
  );
  const code = sources.filter(({ path }) => !isTest(path));
  const tests = sources.filter(({ path }) => isTest(path));
  return [
    ...doubledNames(shared),
    ...doubledBlocks(code, blockLines.code),
    ...doubledBlocks(tests, blockLines.tests),
  ];
}

/**
 * Within a package two features may both have a `list`: their folders tell them apart; and a store.ts speaks
 * only to its own feature. Otherwise one name is one idea in all packages, defined once and imported.
 *
 * @param {Source[]} sources
 */
function doubledNames(sources) {
  /** @type {Map<string, string>} */
  const first = new Map();
  return sources.flatMap((source) =>
    definedNames(source).flatMap((name) => {
      const earlier = first.get(name);
      if (!earlier) first.set(name, source.path);
      if (!earlier || packageOf(earlier) === packageOf(source.path)) return [];
      return [
        `${source.path} defines ${name}, which ${earlier} defines too: import it, or name the other idea`,
      ];
    }),
  );
}

/** @param {Source} source @returns {string[]} the names a file defines and exports; re-exports define nothing */
function definedNames(source) {
  return parse(source).statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return [];
    const kinds = ts.getModifiers(statement)?.map(({ kind }) => kind) ?? [];
    if (!kinds.includes(ts.SyntaxKind.ExportKeyword) || kinds.includes(ts.SyntaxKind.DefaultKeyword))
      return [];
    const declarations = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations
      : [statement];
    return declarations.flatMap((declaration) =>
      'name' in declaration && declaration.name && ts.isIdentifier(/** @type {ts.Node} */ (declaration.name))
        ? [/** @type {ts.Identifier} */ (declaration.name).text]
        : [],
    );
  });
}

/**
 * @param {Source[]} sources
 * @param {number} length
 */
function doubledBlocks(sources, length) {
  /** @type {Map<string, { path: string, line: number, index: number }>} */
  const first = new Map();
  /** @type {string[]} */
  const faults = [];
  for (const source of sources) {
    const lines = tellingLines(source.text);
    for (let index = 0; index + length <= lines.length; index++) {
      const block = lines.slice(index, index + length);
      const key = block.map(({ text }) => text).join('\n');
      const line = block[0]?.line ?? 0;
      const earlier = first.get(key);
      if (!earlier) {
        first.set(key, { path: source.path, line, index });
      } else if (earlier.path !== source.path || index - earlier.index >= length) {
        faults.push(`${source.path}:${line} repeats ${length} lines of ${earlier.path}:${earlier.line}`);
        index += length - 1;
      }
    }
  }
  return faults;
}

/** Lines without indentation, and without those that carry no idea: comments, imports, closing brackets. */
function tellingLines(/** @type {string} */ text) {
  let inImport = false;
  let inComment = false;
  return text.split('\n').flatMap((raw, index) => {
    const line = raw.trim();
    if (line.startsWith('/*')) inComment = true;
    if (/^(import|export) (type )?\{[^}]*$/.test(line)) inImport = true;
    const skipped =
      inComment ||
      inImport ||
      !/\w/.test(line) ||
      /^(\/\/|import\b|export (type )?(\*|\{).* from )/.test(line);
    if (line.endsWith('*/')) inComment = false;
    if (inImport && /^\}/.test(line)) inImport = false;
    return skipped ? [] : [{ text: line.replace(/\s+/g, ' '), line: index + 1 }];
  });
}

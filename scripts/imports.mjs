// @ts-check
import ts from 'typescript';

/**
 * @typedef {object} Import
 * @property {string} from the importing file, relative to the root
 * @property {number} line
 * @property {string} specifier
 * @property {boolean} typeOnly nothing of it is left when the types are gone
 */

/**
 * Reads a file's imports off its syntax tree: static, re-exporting, dynamic and those inside types.
 *
 * Only a whole `import type` is type-only: under verbatimModuleSyntax `import { type A } from 'a'` still
 * loads `a`.
 *
 * @param {import('./sources.mjs').Source} source
 * @returns {Import[]}
 */
export function importsOf({ path, text }) {
  const file = parse({ path, text });
  /** @type {Import[]} */
  const found = [];
  /** @param {ts.Node} node @param {ts.Node | undefined} specifier @param {boolean} typeOnly */
  const add = (node, specifier, typeOnly) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    found.push({ from: path, line, specifier: specifier.text, typeOnly });
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** @param {import('./sources.mjs').Source} source */
export function parse({ path, text }) {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** @param {string} specifier @returns {string} the package an import names: `lit/decorators.js` is `lit` */
export function packageName(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

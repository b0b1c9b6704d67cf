import type { Plugin } from 'vite';
import { apply, type Edit, isNode, visit } from './syntax.ts';

/**
 * Members that Lit and our elements use among themselves, and no page does. No minifier may shorten a member's name
 * without being told that nobody outside knows it; this list tells. None may be a name in the DOM, on the wire, or of
 * anything else that is not ours: every member of that name is renamed.
 */
const members = `
  _$litType$ _$litDirective$ _$litPart$ elementProperties elementStyles finalizeStyles finalized finalize createProperty
  getPropertyDescriptor getPropertyOptions shadowRootOptions createRenderRoot enableUpdating performUpdate
  isUpdatePending hasUpdated willUpdate firstUpdated updated hostConnected hostDisconnected
  hostUpdate hostUpdated addController renderRoot renderOptions renderBefore fromAttribute
  toAttribute noAccessor strTag
  _$AH _$AI _$AA _$AB _$AM _$AV _$AD _$AC _$AR _$AO _$AT _$AS _$Cl _$Co _$Do _$Ei _$Eh _$Eu _$Ep _$Em _$Ev _$ES _$AL _$E_ _$EO _$ET
  _$AK _$EP _$AE _$EM _$Eq styleSheet
  renderLoading renderFailed renderTrouble renderReady renderFollowUp renderThanks recordShown handleMemberChange
  handlePointerDown handleKeyDown handleSubmit summoned
`
  .trim()
  .split(/\s+/);
const short = new Map(members.map((name, index) => [name, `_${index.toString(36)}`]));

/** Renames them, in every file alike. */
export const shortMembers = (): Plugin => ({
  name: 'hearth-short-members',
  // After TypeScript has become JavaScript, which is what can be parsed here.
  enforce: 'post',
  transform(code) {
    if (!members.some((name) => code.includes(name))) return;
    const edits: Edit[] = [];
    const rename = (key: unknown, after = '') => {
      if (!isNode(key)) return;
      const { start, end } = key;
      const isName = key.type === 'Identifier';
      const name = isName ? key.name : key.value;
      const text = typeof name === 'string' && short.get(name);
      if (text) edits.push({ start, end, text: isName ? text + after : `'${text}'` });
    };
    visit(this.parse(code), (node) => {
      if (node.type === 'MemberExpression' && !node.computed) rename(node.property);
      else if (node.type === 'Property' && isNode(node.key) && !node.computed)
        rename(node.key, node.shorthand ? `:${node.key.name}` : '');
      else if (/^(Method|Property)Definition$/.test(node.type) && !node.computed) rename(node.key);
      // A name as a text: in Lit's own code, and for a decorator.
      else if (node.type === 'CallExpression' && Array.isArray(node.arguments))
        for (const each of node.arguments.filter(isNode)) if (each.type === 'Literal') rename(each);
    });
    return { code: apply(code, edits), map: null };
  },
});

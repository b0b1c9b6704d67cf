/** Registers an element unless the page has it already: two script tags, or a tag beside a bundle, are harmless. */
export const define = (tag: `hearth-${string}`, element: CustomElementConstructor): void => {
  if (!customElements.get(tag)) customElements.define(tag, element);
};

/** Lit's css-tag.js for the script tag, whose bytes are counted: every browser of ours has constructable sheets. */
export class CSSResult extends CSSStyleSheet {
  readonly styleSheet = this;
}

export const unsafeCSS = (text: string): CSSResult => {
  const sheet = new CSSResult();
  sheet.replaceSync(text);
  return sheet;
};
/** No stylesheet of ours has values in it. */
export const css = ([text = '']: TemplateStringsArray): CSSResult => unsafeCSS(text);
export const adoptStyles = (root: ShadowRoot, styles: CSSResult[]): void => {
  root.adoptedStyleSheets = styles;
};
export const getCompatibleStyle = <T>(style: T): T => style;
export const supportsAdoptingStyleSheets = true;

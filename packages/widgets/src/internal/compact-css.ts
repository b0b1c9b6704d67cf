/** Lit's css-tag.js for the script tag, whose bytes are counted: every browser of ours has constructable sheets. */
export class CSSResult {
  readonly cssText: string;
  #sheet: CSSStyleSheet | undefined;

  constructor(cssText: string) {
    this.cssText = cssText;
  }

  /** Made when the first element that wears it is. */
  get styleSheet(): CSSStyleSheet {
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      this.#sheet.replaceSync(this.cssText);
    }
    return this.#sheet;
  }

  toString(): string {
    return this.cssText;
  }
}

export const unsafeCSS = (text: unknown): CSSResult => new CSSResult(String(text));
export const css = (strings: TemplateStringsArray, ...values: (CSSResult | number)[]): CSSResult =>
  unsafeCSS(String.raw({ raw: strings }, ...values));
export const adoptStyles = (root: ShadowRoot, styles: CSSResult[]): void => {
  root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
};
export const getCompatibleStyle = <T>(style: T): T => style;
export const supportsAdoptingStyleSheets = true;

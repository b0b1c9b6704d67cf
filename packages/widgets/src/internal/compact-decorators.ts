/** Lit's decorators for the script tag, whose bytes are counted: the one way that our compiler applies them. */
import type { LitElement, PropertyDeclaration } from 'lit';

type Decorator = (prototype: LitElement, name: string) => void;

export const property =
  (options?: PropertyDeclaration): Decorator =>
  ({ constructor: element }, name) => {
    if ('createProperty' in element && typeof element.createProperty === 'function')
      element.createProperty(name, options);
  };

export const state = (options?: PropertyDeclaration): Decorator => property({ ...options, state: true });

export const query =
  (selector: string): Decorator =>
  (prototype, name) => {
    Object.defineProperty(prototype, name, {
      get(this: LitElement) {
        return this.renderRoot?.querySelector(selector);
      },
    });
  };

/** Lit's decorators for the script tag, whose bytes are counted: the one way that our compiler applies them. */
import type { LitElement, PropertyDeclaration } from 'lit';

type Decorator = (prototype: LitElement & { constructor: typeof LitElement }, name: string) => void;

export const property =
  (options?: PropertyDeclaration): Decorator =>
  ({ constructor: element }, name) =>
    element.createProperty(name, options);

export const state = (): Decorator => property({ state: true });

export const query =
  (selector: string): Decorator =>
  (prototype, name) =>
    Object.defineProperty(prototype, name, {
      get(this: LitElement) {
        return this.renderRoot?.querySelector(selector);
      },
    });

/** What the compiler calls for each decorated member. */
export default (decorators: readonly Decorator[], ...target: Parameters<Decorator>): void => {
  for (const decorate of decorators) decorate(...target);
};

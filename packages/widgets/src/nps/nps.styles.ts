import { css } from 'lit';

/** One row of scores where eleven fit, else two of six columns, so that each stays a target worth the name. */
export const styles = css`
  :host(:not([mode='prompt'])) {
    container-type: inline-size;
  }
  :host([mode='prompt']) {
    /* No box of its own: nothing moves in the page when the prompt comes and goes. */
    position: fixed;
    inline-size: 0;
  }
  [part~='base'] {
    position: relative;
    container-type: inline-size;
    min-block-size: 9.5rem;
  }
  /* What the card needs there in two rows: so that its skeleton is as tall, and nothing below it moves. */
  @container (inline-size < 24.5rem) {
    [part~='base'] {
      min-block-size: 15.5rem;
    }
  }
  [popover] {
    position: fixed;
    inset: auto;
    inset-block-end: max(1rem, env(safe-area-inset-bottom));
    inset-inline-end: 1rem;
    inline-size: min(26rem, 100vw - 2rem);
    max-block-size: calc(100dvh - 2rem);
    min-block-size: 0;
    margin: 0;
    overflow: auto;
    color: inherit;
    box-shadow: var(--_shadow);
    opacity: 0;
    translate: 0 0.75rem;
    transition:
      opacity 0.2s,
      translate 0.24s var(--_ease),
      display 0.24s allow-discrete,
      overlay 0.24s allow-discrete;
  }
  [popover]:popover-open {
    opacity: 1;
    translate: none;
  }
  @starting-style {
    [popover]:popover-open {
      opacity: 0;
      translate: 0 0.75rem;
    }
  }
  [part~='close'] {
    position: absolute;
    inset-block-start: 0.75rem;
    inset-inline-end: 0.75rem;
  }
  h2 {
    margin-inline-end: 2rem;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-inline-size: 0;
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.375rem 1rem;
  }
  legend {
    padding: 0;
    margin-block-end: 0.75rem;
  }
  #low,
  [part~='scale'] {
    grid-column: 1 / -1;
  }
  #high {
    grid-column: 2;
  }
  [part~='scale'] {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    gap: 0.25rem;
  }
  [type='radio'] {
    appearance: none;
    display: grid;
    place-items: center;
    block-size: 2.5rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    font-size: 0.875rem;
    font-weight: 650;
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }
  [type='radio']::before {
    content: attr(value);
  }
  [type='radio']:hover {
    background: var(--_accent-soft);
    border-color: var(--_accent);
  }
  [type='radio']:checked {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_on-accent);
  }
  form > .failed {
    margin-block-start: 1rem;
  }
  @container (inline-size >= 22rem) {
    #low {
      grid-area: 2 / 1;
    }
    [part~='scale'] {
      grid-row: 1;
      grid-template-columns: repeat(11, 1fr);
    }
  }
  @media (pointer: coarse) {
    [type='radio'] {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    [type='radio']:checked {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;

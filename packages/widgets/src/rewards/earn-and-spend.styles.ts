import { css } from 'lit';

/** For the question before points are spent, and for the toast. */
export const styles = css`
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-block-start: 0.5rem;
  }
  .ask p {
    inline-size: 100%;
  }

  /* The start's corner: the end's belongs to survey prompts. */
  .toast {
    position: fixed;
    inset-block: auto 1rem;
    inset-inline: 1rem auto;
    margin: 0;
    inline-size: max-content;
    max-inline-size: min(22rem, calc(100vw - 2rem));
    align-items: center;
    gap: 0.75rem;
    padding: 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    opacity: 0;
    translate: 0 0.75rem;
    transition:
      opacity 0.2s,
      translate 0.24s var(--_ease),
      display 0.2s allow-discrete,
      overlay 0.2s allow-discrete;
  }
  .toast:popover-open {
    display: flex;
    opacity: 1;
    translate: 0;
    @starting-style {
      opacity: 0;
      translate: 0 0.75rem;
    }
  }
  .toast > svg {
    flex: none;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    color: var(--_accent);
  }
  .toast p {
    display: grid;
    flex: 1;
    line-height: 1.35;
  }
  .toast span {
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  @media (max-width: 30rem) {
    /* No corners on a phone, and the thumb's end of the screen is for what wants an answer. */
    .toast {
      inset-block: 1rem auto;
    }
  }
`;

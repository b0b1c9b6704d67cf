import { css } from 'lit';

/** The question in words, and the thanks. */
export const styles = css`
  h2 {
    outline: none;
  }
  .follow-up {
    display: grid;
    gap: 0.5rem;
    margin-block-start: 1rem;
    animation: appear 0.2s var(--_ease);
  }
  .follow-up label {
    font-weight: 650;
  }
  .follow-up button {
    justify-self: end;
  }
  @keyframes appear {
    from {
      opacity: 0;
      translate: 0 -0.25rem;
    }
  }
`;

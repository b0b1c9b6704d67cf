import { css } from 'lit';

/** A native progress bar in the family's look: it brings its own semantics and fills from the reading side. */
export const progress = css`
  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 0.5rem;
    border: 0;
    border-radius: 1rem;
    overflow: hidden;
    background: var(--_border);
  }
  progress::-webkit-progress-bar {
    background: none;
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
    border-radius: 1rem;
    transition: inline-size 0.24s var(--_ease);
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
    border-radius: 1rem;
  }
  @media (forced-colors: active) {
    progress {
      outline: 1px solid;
    }
  }
`;

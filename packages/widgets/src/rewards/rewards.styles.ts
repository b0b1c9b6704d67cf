import { css } from 'lit';

export const rewardsStyles = css`
  :host {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  [aria-busy] {
    min-block-size: 30rem;
  }
  h3 {
    margin-block: 1.5rem 0.25rem;
    font-size: inherit;
  }
  b,
  h3 {
    font-weight: 650;
  }

  /* On one line where there is room; else under one another. */
  .standing,
  .recent .what,
  .code {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    column-gap: 1rem;
  }
  /* The one large thing. */
  [part='points'] {
    font-size: 3rem;
    font-weight: 700;
    letter-spacing: -0.035em;
    line-height: 1.15;
  }
  progress {
    margin-block: 0.5rem;
  }

  .badges {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
    column-gap: 1.25rem;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    column-gap: 0.75rem;
    padding-block: 0.625rem;
  }
  .badges svg {
    flex: none;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    padding: 0.5625rem;
    border: 1px dashed var(--_control);
    border-radius: 50%;
    color: var(--_muted);
  }
  .badges .earned svg {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  ul:not(.badges) li + li {
    border-block-start: 1px solid var(--_border);
  }
  .what {
    flex: 1 1 8rem;
  }
  .after {
    inline-size: 100%;
  }
  .after p {
    margin-block-start: 0.5rem;
  }
  .code {
    padding: 0.375rem 0.75rem;
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
  code {
    flex: auto;
    font: 600 1em monospace;
    user-select: all;
  }

  .recent li {
    align-items: baseline;
  }
  .recent b {
    display: flex;
    justify-content: end;
    min-inline-size: 4ch;
  }
  .gain {
    color: var(--_success);
  }
`;

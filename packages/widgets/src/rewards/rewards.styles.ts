import { css } from 'lit';

export const rewardsStyles = css`
  :host {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  [aria-busy] {
    min-block-size: 30rem;
  }
  b,
  .name {
    font-weight: 600;
  }
  h2.muted {
    font-weight: 500;
    letter-spacing: 0;
  }
  h3 {
    margin-block: 1.5rem 0.25rem;
    font-size: inherit;
    font-weight: 650;
  }

  /* Points and level: the one large thing. */
  .standing,
  .recent .what,
  .code {
    padding: 0.375rem 0.75rem;
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
  code {
    flex: auto;
    font: 600 1em ui-monospace, monospace;
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

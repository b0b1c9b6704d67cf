import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }
  [part~='base'] {
    display: grid;
    gap: 0.875rem;
  }
  .row {
    display: grid;
    gap: 0.5rem;
  }
  input[type='text'] {
    min-inline-size: 0;
    background: var(--_sunken);
    border-color: var(--_border);
    text-overflow: ellipsis;
  }
  .copy {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
  }
  .copy svg {
    inline-size: 1rem;
    block-size: 1rem;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 0.5rem;
    margin: 0;
    padding-block-start: 0.875rem;
    border-block-start: 1px solid var(--_border);
  }
  dl > div {
    display: grid;
  }
  dt {
    order: 1;
  }
  dd {
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .skeleton.field {
    block-size: 2.5rem;
  }
  @container (min-width: 22rem) {
    .row {
      grid-template-columns: 1fr;
      grid-auto-columns: auto;
      grid-auto-flow: column;
    }
  }
  @media (pointer: coarse) {
    button,
    input {
      min-height: 2.75rem;
    }
  }
`;

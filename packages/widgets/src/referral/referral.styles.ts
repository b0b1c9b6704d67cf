import { css } from 'lit';

export const styles = css`
  [part~='base'] {
    display: grid;
    gap: 0.875rem;
  }
  .row,
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0;
  }
  .row > * {
    flex: 1 0 auto;
  }
  /* Beside it the buttons keep their size; under it they share the line. */
  input[type='text'] {
    flex: 99 1 10rem;
    background: var(--_sunken);
    border-color: var(--_border);
    text-overflow: ellipsis;
  }
  /* Seen, not said: the word beside it says the same. */
  .done::before {
    content: '✓\\00a0' / '';
  }
  dl {
    padding-block-start: 0.875rem;
    border-block-start: 1px solid var(--_border);
  }
  dl > div {
    flex: 1;
    display: grid;
  }
  dt {
    order: 1;
  }
  dd {
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 650;
  }
  /* While it loads: the link and the counts. */
  .skeleton + .skeleton {
    inline-size: auto;
    block-size: 2.5rem;
  }
  @media (pointer: coarse) {
    input {
      min-height: 2.75rem;
    }
  }
`;

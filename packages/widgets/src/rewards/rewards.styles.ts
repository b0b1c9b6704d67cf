import { css } from 'lit';

export const rewardsStyles = css`
  :host {
    container-type: inline-size;
  }
  [aria-busy] {
    min-block-size: 30rem;
  }
  p,
  b {
    overflow-wrap: anywhere;
  }
  b,
  .name {
    font-weight: 600;
  }
  h2 {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 500;
    letter-spacing: 0;
  }
  h3 {
    margin-block: 1.5rem 0.25rem;
    font-size: 0.9375rem;
    font-weight: 650;
  }

  /* Points and level: the one large thing. */
  .standing {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1rem;
  }
  [part='points'] {
    font-size: clamp(2.25rem, 14cqi, 3.25rem);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.035em;
    line-height: 1.15;
  }
  .level {
    font-weight: 600;
  }
  progress {
    margin-block: 0.5rem 0.375rem;
  }
  .invitation {
    margin-block: 0.125rem;
    font-size: 1.0625rem;
    font-weight: 650;
  }

  .badges {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
    column-gap: 1.25rem;
  }
  li {
    display: flex;
    align-items: flex-start;
    gap: 0.75rem;
    padding-block: 0.625rem;
  }
  .icon-frame {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border: 1px dashed var(--_control);
    border-radius: 50%;
    color: var(--_muted);
  }
  .earned .icon-frame {
    border: 1px solid transparent;
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .earned path {
    fill: color-mix(in oklab, var(--_accent) 24%, transparent);
  }

  [part='badge'] span {
    white-space: nowrap;
  }
  [part='reward'] {
    flex-wrap: wrap;
    row-gap: 0;
    justify-content: space-between;
  }
  [part='reward'] + [part='reward'],
  .recent li + li {
    border-block-start: 1px solid var(--_border);
  }
  .what {
    flex: 1 1 8rem;
  }
  .redeem {
    margin-block: 0.25rem;
  }
  .after {
    inline-size: 100%;
  }
  .after p,
  .ask {
    margin-block-start: 0.5rem;
  }
  .ask p {
    inline-size: 100%;
  }
  .ask,
  .code {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  code {
    flex: 1 0 auto;
    max-inline-size: 100%;
    font: 600 0.875rem / 1.4 ui-monospace, monospace;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .code {
    padding-block: 0.375rem;
    padding-inline: 0.75rem 0.375rem;
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }

  .recent li {
    align-items: baseline;
  }
  /* On one line where there is room; else the time goes under what happened. */
  .recent .what {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    column-gap: 1rem;
  }
  .recent b {
    display: flex;
    justify-content: end;
    min-inline-size: 4ch;
    font-variant-numeric: tabular-nums;
  }
  .gain {
    color: var(--_success);
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

import { css } from 'lit';

export const checklistStyles = css`
  :host([collapsed]) {
    inline-size: fit-content;
    max-inline-size: 100%;
  }
  section[part] {
    padding: 1.25rem 0.75rem 0.75rem;
  }
  [aria-busy]:not(.pill) {
    min-block-size: 20rem;
  }
  header,
  .progress {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding-inline: 0.5rem;
  }
  header {
    justify-content: space-between;
    align-items: start;
  }
  h2 {
    padding-block: 0.4375rem;
  }
  .progress {
    margin-block: 0.25rem 0.75rem;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  /* One step: mark, title, and underneath, in the title's column, what it is about. */
  li {
    display: grid;
    grid-template-columns: auto 1fr;
    border-radius: var(--_radius-small);
    transition: background-color 0.2s;
  }
  li[aria-current] {
    background: var(--_accent-soft);
  }
  .tick {
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    min-block-size: 2.5rem;
    padding: 0;
  }
  .tick svg {
    /* A filled circle is what says done, also in forced colours. */
    forced-color-adjust: none;
    padding: 0.0625rem;
    border: 1.5px solid var(--_control);
    border-radius: 50%;
    stroke: var(--_on-accent);
    stroke-width: 2.5;
    stroke-dasharray: 16;
    stroke-dashoffset: 16;
    transition:
      background-color 0.16s,
      border-color 0.16s,
      stroke-dashoffset 0.24s 0.08s var(--_ease);
  }
  button.tick:hover {
    background: none;
  }
  button.tick:hover svg {
    border-color: var(--_accent);
  }
  span.tick svg {
    border-style: dashed;
  }
  .done .tick svg {
    background: var(--_accent);
    border: 1.5px solid var(--_accent);
    stroke-dashoffset: 0;
  }
  button.tick[aria-disabled] {
    opacity: 1;
  }
  .title {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding-block: 0.5rem;
    padding-inline: 0.25rem 0.5rem;
    border: 0;
    min-block-size: 2.5rem;
    font-size: inherit;
    font-weight: 500;
    line-height: 1.4;
    text-align: inherit;
  }
  .title:hover,
  .title:active {
    background: none;
    transform: none;
  }
  .title > :first-child {
    flex: 1;
    overflow-wrap: anywhere;
  }
  .title .muted {
    font-weight: 400;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .title svg {
    flex: none;
    color: var(--_muted);
    transition: rotate 0.2s var(--_ease);
  }
  .done .title {
    color: var(--_muted);
    font-weight: 400;
  }
  [aria-current] .title {
    font-weight: 650;
  }
  .unfolded .title svg {
    rotate: 180deg;
  }
  .more {
    grid-column: 2;
    display: grid;
    grid-template-rows: 0fr;
    transition: grid-template-rows 0.2s var(--_ease);
  }
  .unfolded .more {
    grid-template-rows: 1fr;
  }
  .more > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 0.75rem;
    overflow: hidden;
  }
  /* Margins that leave room for the focus ring, which would be cut off otherwise. */
  .more > div > *,
  .error {
    margin: 0 0.25rem 0.75rem;
  }
  .more p {
    inline-size: calc(100% - 1rem);
    color: var(--_muted);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }
  [part='action'] {
    border-radius: var(--_radius-small);
    padding: 0.4375rem 0.875rem;
    font-size: 0.875rem;
    font-weight: 600;
    text-decoration: none;
  }
  .error {
    grid-column: 2;
  }

  /* Folded. */
  [part='launcher'],
  .pill {
    block-size: 2.75rem;
    border-radius: 2rem;
    margin: 0;
  }
  .pill {
    inline-size: 12rem;
  }
  [part='launcher'] {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    max-inline-size: 100%;
    padding-inline: 0.75rem 1rem;
    border-color: var(--_border);
    background: var(--_surface);
    white-space: nowrap;
  }
  [part='launcher'] span:first-of-type {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  [part='launcher'] .muted {
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  [part='launcher'] svg {
    flex: none;
    rotate: -90deg;
    stroke: var(--_border);
    stroke-width: 3;
    stroke-linecap: butt;
  }
  .ring {
    stroke: var(--_accent);
    transition: stroke-dasharray 0.24s var(--_ease);
  }

  /* The end: a mark draws itself and eight rays fly off. All that moves ends, within 1.1 seconds, where it began. */
  section.finish {
    display: grid;
    justify-items: center;
    gap: 0.5rem;
    padding: 1.5rem 1.25rem 1.25rem;
    text-align: center;
  }
  .finish svg {
    inline-size: 6rem;
    block-size: 6rem;
    stroke: var(--_accent);
    stroke-width: 2.5;
  }
  .finish circle {
    fill: var(--_accent-soft);
    stroke: none;
    transform-origin: center;
  }
  .finish p {
    color: var(--_muted);
    max-inline-size: 40ch;
    text-wrap: balance;
  }
  .finish button {
    margin-block-start: 0.5rem;
  }
  .rays {
    stroke-dasharray: 6 100;
    stroke-dashoffset: -6;
    opacity: 0;
  }
  .fresh circle {
    animation: swell 0.4s var(--_ease);
  }
  .fresh .mark {
    stroke-dasharray: 26;
    animation: draw 0.4s 0.2s var(--_ease) backwards;
  }
  .fresh .rays {
    animation: burst 0.7s 0.4s var(--_ease);
  }
  @keyframes swell {
    from {
      scale: 0;
    }
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 26;
    }
  }
  @keyframes burst {
    from {
      stroke-dashoffset: 6;
      opacity: 1;
    }
    to {
      stroke-dashoffset: -6;
      opacity: 0.6;
    }
  }

  @media (pointer: coarse) {
    .tick {
      inline-size: 2.75rem;
    }
    [part='action'] {
      padding-block: 0.75rem;
    }
  }
`;

import { css } from 'lit';

export const checklistStyles = css`
  [aria-busy] {
    min-block-size: 20rem;
  }
  header,
  .progress {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem;
  }
  .progress {
    margin-block: 0.25rem 0.75rem;
  }
  .progress,
  .title .muted {
    white-space: nowrap;
  }

  /* Steps reach into the card's padding, so that their marks stand under the title. */
  ol {
    margin: 0 -0.5rem -0.5rem;
  }
  /* One step: mark, title, and underneath, in the title's column, what it is about. */
  li {
    display: grid;
    grid-template-columns: auto 1fr;
    border-radius: var(--_radius-small);
    overflow-wrap: anywhere;
  }
  li[aria-current] {
    background: var(--_accent-soft);
  }
  .tick {
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    padding: 0;
  }
  .tick svg {
    /* A filled circle is what says done, also in forced colours. */
    forced-color-adjust: none;
    border: 1.5px solid var(--_control);
    border-radius: 50%;
    stroke: transparent;
    stroke-width: 2.5;
  }
  span.tick svg {
    border-style: dashed;
  }
  .done .tick svg {
    background: var(--_accent);
    border-color: var(--_accent);
    stroke: var(--_on-accent);
  }
  .tick:hover,
  .title:hover {
    background: none;
    transform: none;
  }
  .title {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding: 0.5rem 0.25rem;
    border: 0;
    font-size: inherit;
    font-weight: 500;
    text-align: inherit;
  }
  .title :first-child {
    flex: 1;
  }
  .title svg {
    flex: none;
    color: var(--_muted);
  }
  [aria-current] .title {
    font-weight: 650;
  }
  .done .title {
    color: var(--_muted);
  }
  [aria-expanded='true'] svg {
    rotate: 180deg;
  }
  .more {
    grid-column: 2;
    display: grid;
  }
  .more[inert] {
    grid-template-rows: 0fr;
  }
  .more > div {
    overflow: hidden;
  }
  /* Margins that leave room for the focus ring, which would be cut off otherwise. */
  .more .muted {
    margin: 0 0.25rem 0.75rem;
  }
  [part='action'],
  .more span {
    display: inline-block;
  }
  [part='action'] {
    margin-inline-end: 0.75rem;
    border-radius: var(--_radius-small);
    padding: 0.5rem 0.875rem;
    font-size: 0.875rem;
    font-weight: 650;
    text-decoration: none;
  }
  .pill {
    min-block-size: 2.75rem;
    inline-size: 12rem;
    margin: 0;
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

import { css } from 'lit';

/** For what answers a member: motion, the launcher of a folded list, the end of a finished one. */
export const styles = css`
  li {
    transition: background-color 0.2s;
  }
  .tick svg {
    stroke-dasharray: 16;
    stroke-dashoffset: 16;
    transition:
      background-color 0.16s,
      stroke-dashoffset 0.24s 0.08s var(--_ease);
  }
  .done .tick svg {
    stroke-dashoffset: 0;
    cursor: default;
  }
  button.tick:hover svg {
    border-color: var(--_accent);
  }
  .title svg {
    transition: rotate 0.2s var(--_ease);
  }
  .error {
    grid-column: 2;
    margin: 0 0.25rem 0.75rem;
  }
  .more {
    transition: grid-template-rows 0.2s var(--_ease);
  }

  :host([collapsed]) {
    inline-size: fit-content;
    max-inline-size: 100%;
  }
  [part='launcher'] {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    inline-size: auto;
    border-radius: 2rem;
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
`;

import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }
  [hidden] {
    display: none !important;
  }
  h2 {
    margin-block-end: 0.875rem;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    flex-wrap: wrap;
  }
  header.row {
    flex-wrap: nowrap;
    gap: 0.75rem;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .who {
    display: grid;
    line-height: 1.35;
  }
  /* English words in a right-to-left page keep their own order. */
  button,
  .muted {
    unicode-bidi: plaintext;
  }
  button.small {
    padding: 0.25rem 0.75rem;
    min-height: 2rem;
    font-size: 0.8125rem;
  }
  button.link {
    padding: 0;
    min-height: 1.5rem;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  button.link:hover {
    background: none;
    color: var(--_text);
    text-decoration: underline;
  }
  /* Bare buttons line up with the text by their words, not by their unseen edges. */
  button.quiet {
    color: var(--_muted);
    margin-inline-end: -0.75rem;
  }
  button.icon {
    margin-inline-end: -0.5rem;
  }
  .post > button.link {
    justify-self: start;
  }
  strong {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 2px;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  textarea {
    display: block;
    field-sizing: content;
    min-block-size: 2.5rem;
    max-block-size: 24rem;
    resize: none;
  }

  /* The list. */
  .scroller {
    position: relative;
  }
  .scroller.boxed {
    max-block-size: var(--hearth-feed-max-height);
    overflow-y: auto;
    overscroll-behavior: contain;
    margin-inline: -1.25rem;
    padding-inline: 1.25rem;
  }
  hearth-feed-post {
    display: block;
    padding-block: 1rem;
    border-block-start: 1px solid var(--_border);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 9.5rem;
  }
  /* Containment clips what is outside of a post, so its focus ring lies inside. */
  hearth-feed-post:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius-small);
  }
  .scroller > :first-child > :first-child {
    border-block-start: 0;
  }
  .sentinel {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    block-size: min(100%, 60rem);
    visibility: hidden;
    pointer-events: none;
  }
  .over,
  .empty {
    padding-block: 1rem;
    text-align: center;
  }
  .empty {
    padding-block: 2.5rem;
  }
  .waiting {
    padding-block: 1rem;
    min-block-size: 6.5rem;
  }
  .pill {
    position: sticky;
    /* It lies over the gap and takes no room: nothing may move when it comes. */
    inset-block-start: 1.75rem;
    z-index: 1;
    display: grid;
    justify-items: center;
    align-items: center;
    block-size: 0;
    margin-block: 1.25rem 0.125rem;
  }
  .pill button {
    border-radius: 99px;
    box-shadow: var(--_shadow);
    animation: settle 0.2s var(--_ease);
  }
  @keyframes settle {
    from {
      opacity: 0;
      transform: translateY(-0.5rem);
    }
  }

  /* One post. */
  .post {
    display: grid;
    gap: 0.625rem;
    transition: opacity 0.2s;
  }
  .panel {
    padding: 0.75rem;
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    font-size: 0.875rem;
  }
  .dots {
    stroke-width: 2.5;
  }
  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-height: 1.875rem;
    min-inline-size: 2.25rem;
    justify-content: center;
    padding: 0 0.625rem;
    border: 1px solid var(--_border);
    border-radius: 99px;
    font-size: 0.8125rem;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .chip[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .chip.add {
    color: var(--_muted);
    padding: 0;
  }
  .chip svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  .avatar {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: 50%;
    overflow: hidden;
    font-size: 0.8125rem;
    font-weight: 600;
    background: light-dark(oklch(0.93 0.04 var(--_hue)), oklch(0.36 0.06 var(--_hue)));
    color: light-dark(oklch(0.38 0.09 var(--_hue)), oklch(0.92 0.04 var(--_hue)));
  }
  .avatar img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .hue-0 {
    --_hue: 30;
  }
  .hue-1 {
    --_hue: 85;
  }
  .hue-2 {
    --_hue: 150;
  }
  .hue-3 {
    --_hue: 210;
  }
  .hue-4 {
    --_hue: 270;
  }
  .hue-5 {
    --_hue: 340;
  }

  @media (pointer: coarse) {
    button,
    button.small,
    button.chip {
      min-height: 2.75rem;
    }
    button.icon,
    button.chip {
      min-inline-size: 2.75rem;
    }
  }
`;

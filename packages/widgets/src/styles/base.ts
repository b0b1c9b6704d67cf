import { css } from 'lit';

/** What every widget shares: the card, type, buttons, fields, focus, the loading shimmer. */
export const base = css`
  :host {
    display: block;
    font-family: var(--_font);
    font-size: 0.9375rem;
    line-height: 1.5;
    color: var(--_text);
    text-align: left;
  }
  :host(:dir(rtl)) {
    text-align: right;
  }
  :host([hidden]),
  :host([empty]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [part~='base'] {
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    padding: 1.25rem;
  }
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  /* Each text reads in its own direction, while the host's decides the side: “2 of 5” keeps its order in an Arabic page. */
  h2,
  h3,
  p,
  span,
  b,
  time {
    unicode-bidi: plaintext;
  }
  h2 {
    font-size: 1.0625rem;
    font-weight: 650;
    line-height: 1.3;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h2 + .muted {
    margin-block-start: 0.25rem;
  }
  .muted {
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  button,
  textarea,
  input {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  button {
    appearance: none;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    padding: 0.5rem 0.875rem;
    min-height: 2.25rem;
    font-weight: 650;
    font-size: 0.875rem;
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s,
      transform 0.12s var(--_ease);
  }
  button:hover {
    background: var(--_sunken);
  }
  button:active {
    transform: scale(0.98);
  }
  .primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  button.outline {
    border-color: var(--_border);
  }
  button.icon {
    display: inline-grid;
    place-items: center;
    inline-size: 2.25rem;
    padding: 0;
    color: var(--_muted);
  }
  button[aria-disabled='true'],
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  textarea,
  input[type='text'] {
    inline-size: 100%;
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: var(--_radius-small);
    padding: 0.5rem 0.75rem;
    resize: vertical;
  }
  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  svg {
    display: block;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .error {
    color: var(--_danger);
    font-size: 0.875rem;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .skeleton {
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    block-size: 1rem;
    margin-block: 0.5rem;
    animation: pulse 1.4s ease-in-out infinite alternate;
  }
  .skeleton.short {
    inline-size: 40%;
  }
  .skeleton.long {
    inline-size: 75%;
  }
  .failed {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    flex-wrap: wrap;
  }
  @keyframes pulse {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (pointer: coarse) {
    button {
      min-height: 2.75rem;
    }
    button.icon {
      inline-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
  }
`;

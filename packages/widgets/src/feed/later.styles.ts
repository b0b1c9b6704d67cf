import { css } from 'lit';

/** Writing, comments, options: adopted when they arrive. */
export const styles = css`
  :host {
    container-type: inline-size;
  }
  [hidden] {
    display: none !important;
  }
  a {
    text-underline-offset: 2px;
  }
  .link:hover {
    background: none;
    color: var(--_text);
    text-decoration: underline;
  }
  textarea {
    field-sizing: content;
    max-block-size: 24rem;
  }
  .notice {
    border-inline-start: 3px solid var(--_accent);
    margin-block-end: 1rem;
  }
  .notice .row {
    margin: 0;
  }
  blockquote {
    margin: 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 2px solid var(--_border);
  }
  .pill {
    position: sticky;
    inset-block-start: 1.75rem;
    z-index: 1;
    justify-items: center;
    align-items: center;
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
  /* Containment clips what is outside of a post, so its focus ring lies inside. */
  hearth-feed-post:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius-small);
  }
  .row.end {
    justify-content: flex-end;
    margin-block-start: 0.5rem;
  }
  hearth-feed-composer,
  hearth-feed-comments,
  hearth-feed-report {
    display: block;
  }
  .stack {
    display: grid;
    gap: 0.75rem;
  }
  button.danger {
    border-color: var(--_danger);
    color: var(--_danger);
  }
  hearth-feed-post {
    transition: opacity 0.2s;
  }
  .panel {
    padding: 0.75rem;
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    font-size: 0.875rem;
  }
  header {
    position: relative;
  }
  .menu {
    position: absolute;
    inset-inline-end: -0.5rem;
  }
  .menu path {
    stroke-width: 2.5;
  }
  .add {
    margin-inline-end: -2.75rem;
    padding: 0;
    color: var(--_muted);
  }
  .add svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }
  .leaving {
    opacity: 0.5;
  }
  .panel .outline {
    background: var(--_surface);
  }
  .outbox {
    display: grid;
    gap: 0.75rem;
    margin-block-start: 1rem;
  }
  .outbox li {
    display: grid;
    gap: 0.5rem;
    padding: 0.75rem;
    border: 1px dashed var(--_control);
    border-radius: var(--_radius-small);
  }
  /* In a narrow box the buttons go below what went wrong, instead of leaving it a word a line. */
  .outbox .grow {
    flex-basis: 10rem;
  }
  .comments {
    padding-inline-start: 1rem;
    border-inline-start: 2px solid var(--_border);
  }
  .comments li {
    display: flex;
    gap: 0.625rem;
  }
  .comments .avatar {
    inline-size: 1.75rem;
    block-size: 1.75rem;
    font-size: 0.6875rem;
  }
  .comments > button {
    justify-self: start;
  }
  .meta {
    row-gap: 0;
    font-size: 0.875rem;
  }
  .meta .link {
    margin-inline-start: auto;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-inline-size: 0;
  }
  legend {
    padding: 0;
    margin-block-end: 0.375rem;
    font-weight: 650;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    min-block-size: 2rem;
  }
  .choice input {
    accent-color: var(--_accent);
  }
  @container (min-width: 30rem) {
    .comments {
      margin-inline-start: 1.125rem;
      padding-inline-start: 1.5rem;
    }
  }
  @media (pointer: coarse) {
    .choice {
      min-height: 2.75rem;
    }
  }
`;

import { css } from 'lit';

/** What reading needs: nothing moves when the later part brings its own. */
export const styles = css`
  h2,
  h2 + .failed {
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
    padding-inline-end: 2.5rem;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  header .grow {
    display: grid;
    line-height: 1.35;
  }
  /* English words in a right-to-left page keep their own order. */
  button {
    unicode-bidi: plaintext;
  }
  .small {
    padding: 0.25rem 0.75rem;
    min-height: 2rem;
  }
  .link {
    justify-self: start;
    padding: 0;
    min-height: 1.5rem;
  }
  /* Bare buttons line up with the text by their words, not by their unseen edges. */
  .quiet {
    margin-inline-end: -0.75rem;
  }
  a {
    color: var(--_accent);
  }
  .text {
    white-space: pre-wrap;
  }
  .text,
  strong {
    overflow-wrap: anywhere;
  }
  strong,
  .avatar {
    font-weight: 650;
  }
  .small,
  .link,
  .chip,
  .avatar {
    font-size: 0.8125rem;
  }
  .quiet,
  .link {
    color: var(--_muted);
  }
  textarea {
    display: block;
    min-block-size: 2.5rem;
    resize: none;
  }

  /* The list. */
  .scroller {
    position: relative;
    max-block-size: var(--hearth-feed-max-height);
  }
  .boxed {
    overflow-y: auto;
    overscroll-behavior: contain;
    margin-inline: -1.25rem;
    padding-inline: 1.25rem;
  }
  hearth-feed-post,
  .over,
  .waiting {
    padding-block: 1rem;
  }
  /* What is in a post, and room for the buttons to come: beside the name, after the reactions. */
  hearth-feed-post {
    display: grid;
    gap: 0.625rem;
    border-block-start: 1px solid var(--_border);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 9.5rem;
  }
  hearth-feed-post:first-child {
    border: 0;
  }
  .last {
    position: relative;
  }
  .sentinel {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    block-size: 30rem;
    visibility: hidden;
  }
  .over {
    text-align: center;
  }
  .empty {
    padding-block: 2.5rem;
  }
  /* The pill lies over this gap and takes no room: nothing may move when it comes. */
  .pill {
    display: grid;
    block-size: 0;
    margin-block: 1.25rem 0.125rem;
  }

  .reactions {
    padding-inline-end: 2.75rem;
  }
  .chip {
    display: inline-grid;
    place-items: center;
    min-height: 1.875rem;
    min-inline-size: 2.25rem;
    padding: 0 0.625rem;
    border: 1px solid var(--_border);
    border-radius: 99px;
    font-weight: 500;
  }
  .mine {
    border-color: var(--_accent);
    background: var(--_accent-soft);
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
    --_tint: oklch(0.65 0.15 var(--_hue));
    background: color-mix(in oklab, var(--_tint) 20%, var(--_surface));
    color: color-mix(in oklab, var(--_tint) 40%, var(--_text));
  }
  img {
    position: absolute;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  @media (pointer: coarse) {
    .small,
    .link,
    .chip {
      min-block-size: 2.75rem;
      min-inline-size: 2.75rem;
    }
  }
`;

import { html, type TemplateResult } from 'lit';
import type { Piece } from './linkify.ts';

/** A member's text: text bindings only, so that markup in it is text too. */
export const renderPieces = (pieces: readonly Piece[]): (string | TemplateResult)[] =>
  pieces.map((piece) =>
    typeof piece === 'string'
      ? piece
      : html`<a href=${piece.href} target="_blank" rel="nofollow ugc noopener">${piece.text}</a>`,
  );

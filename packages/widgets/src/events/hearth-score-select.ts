import type { Band } from '@hearth/schema';

/** The member chose a score, and may still change it. */
export class HearthScoreSelectEvent extends Event {
  /** 0 to 10. */
  readonly score: number;
  readonly band: Band;

  constructor(score: number, band: Band) {
    super('hearth-score-select', { bubbles: true, composed: true });
    this.score = score;
    this.band = band;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-score-select': HearthScoreSelectEvent;
  }
}

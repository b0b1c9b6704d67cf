/** The member sent the finished answer, and it is kept: by the server, or in this browser until it can be sent. */
export class HearthAnswerEvent extends Event {
  readonly surveyId: string;
  /** 0 to 10. */
  readonly score: number;
  readonly comment: string | undefined;

  constructor(surveyId: string, score: number, comment: string | undefined) {
    super('hearth-answer', { bubbles: true, composed: true });
    this.surveyId = surveyId;
    this.score = score;
    this.comment = comment;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-answer': HearthAnswerEvent;
  }
}

import type { ReportReason } from '@hearth/schema';

/** A member asks the moderators to look at a post or a comment. */
export class HearthReportEvent extends Event {
  /** `pst_…` or `cmt_…`. */
  readonly contentId: string;
  readonly reason: ReportReason;

  constructor(contentId: string, reason: ReportReason) {
    super('hearth-report', { bubbles: true, composed: true });
    this.contentId = contentId;
    this.reason = reason;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-report': HearthReportEvent;
  }
}

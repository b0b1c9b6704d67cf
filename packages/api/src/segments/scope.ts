/** Of whom and of when a rule is asked. Ids are UUIDs. */
export interface RuleScope {
  projectId: string;
  /** IANA name: days in rules are the project's. */
  timeZone: string;
  /** ISO 4217: MRR is compared in it. */
  currency: string;
  now: Date;
  /** One member alone, so that nothing of the others is read; null: everyone. */
  memberId: string | null;
}

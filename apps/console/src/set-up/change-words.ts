/** What was done to the set-up, in words. */
const words: Readonly<Record<string, string>> = {
  'project.saved': 'changed the project',
  'theme.saved': 'changed the theme',
  'origin.added': 'allowed the origin',
  'origin.removed': 'removed the origin',
  'signing_key.added': 'added the signing key',
  'signing_key.revoked': 'revoked the signing key',
  'secret_key.added': 'made the secret key',
  'secret_key.revoked': 'revoked the secret key',
  'operator.invited': 'invited',
  'operator.invited_again': 'made a new link for',
  'operator.role_changed': 'changed the role of',
  'operator.disabled': 'disabled',
  'operator.enabled': 'enabled',
  'surveys.saved': 'changed the surveys',
  'checklists.saved': 'changed the checklists',
  'rewards.saved': 'changed rewards, badges and levels',
  'referrals.saved': 'changed the referral programme',
  'revenue.configured': 'changed how revenue is counted',
  'member.exported': 'exported the member',
  'member.forgotten': 'erased the member',
};

/** Fields as the revenue page names them. */
const fields: Readonly<Record<string, string>> = {
  currency: 'currency',
  grossMargin: 'gross margin',
  rates: 'exchange rates',
  stripeSecret: 'Stripe’s secret',
};

/** An action that this console does not know yet is shown as it is named: nothing is left out of a log. */
export const deed = (action: string): string => words[action] ?? action.replaceAll(/[._]/g, ' ');

/** The rest of what is told of a change. */
export const particulars = (action: string, detail: string): string =>
  action === 'revenue.configured'
    ? detail
        .split(', ')
        .map((field) => fields[field] ?? field)
        .join(', ')
    : detail;

import type { Local } from './local.ts';

const MONTH = 30 * 24 * 3600_000;

/** Keeps the code that brought this browser here: the first one seen, for 30 days, as `code instant`. */
export function keepReferral(local: Local): void {
  const code = new URLSearchParams(location.search).get('hearth_ref');
  const kept = Number(local('ref')?.split(' ')[1]);
  // NaN, when nothing is kept, is not younger than a month either.
  if (!(Date.now() - kept < MONTH)) local('ref', code && `${code} ${Date.now()}`);
}

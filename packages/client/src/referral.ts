import type { Local } from './local.ts';

const MONTH = 30 * 24 * 3600_000;

/**
 * The code of the link that brought this browser here, if any: the first one seen, kept for 30 days as
 * `code instant`.
 */
export function referralCode(local: Local, search: string): string | undefined {
  const [kept, at] = local('ref')?.split(' ') ?? [];
  if (kept && Date.now() - Number(at) < MONTH) return kept;
  const code = new URLSearchParams(search).get('hearth_ref');
  local('ref', code && `${code} ${Date.now()}`);
  return code ?? undefined;
}

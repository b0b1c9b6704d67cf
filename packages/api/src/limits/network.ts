import { isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Whom an address is counted as: an IPv4 address is itself, an IPv6 address its /64. That is what one line gets, and
 * whoever has it has 2⁶⁴ addresses to call from.
 */
export function networkOf(address: string): string {
  const [, mapped] = MAPPED.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  // A URL writes an IPv6 address in one way: without zone, lower case, its longest run of zeros as "::".
  const [plain = ''] = address.split('%');
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - last.length;
  const whole = [...groups, ...Array.from({ length: zeros }, () => '0'), ...last];
  return `${whole.slice(0, 4).join(':')}::/64`;
}

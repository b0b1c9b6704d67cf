/** ISO 4217 currencies whose minor unit is not a hundredth, with the decimals it stands for. */
export const unusualMinorDigits: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/**
 * How many decimals a currency's minor unit stands for, by ISO 4217: 2 for USD, 0 for JPY, 3 for BHD. What
 * browsers and Node say of it differs from ISO for some currencies, so money is converted by this table alone.
 */
export const minorDigits = (currency: string): number => unusualMinorDigits.get(currency) ?? 2;

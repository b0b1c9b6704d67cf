import { msg, str } from '@lit/localize';

/** An amount of points in words, such as “1 point” or “1,240 points”. */
export const points = (amount: number, locale: string): string => {
  const number = new Intl.NumberFormat(locale).format(amount);
  return new Intl.PluralRules(locale).select(amount) === 'one'
    ? msg(str`${number} point`, { id: 'points-one' })
    : msg(str`${number} points`, { id: 'points-other' });
};

import { msg, str } from '@lit/localize';

/** How much of how much, such as “2 of 5”, in the reader's numerals. */
export const countOf = (count: number, total: number, locale: string): string => {
  const { format } = new Intl.NumberFormat(locale);
  return msg(str`${format(count)} of ${format(total)}`, { id: 'count-of' });
};

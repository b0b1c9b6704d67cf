// @ts-check
/** Loaded before a server starts, it makes that server's clock wrong by HEARTH_TEST_CLOCK_AHEAD milliseconds. */

/**
 * A Date whose present is so many milliseconds ahead. Moments that are given are what they are.
 *
 * @param {number} ahead
 * @returns {DateConstructor}
 */
export const shiftedDate = (ahead) =>
  new Proxy(Date, {
    construct: (RealDate, given, asked) =>
      Reflect.construct(RealDate, given.length > 0 ? given : [RealDate.now() + ahead], asked),
    apply: (RealDate) => new RealDate(RealDate.now() + ahead).toString(),
    get: (RealDate, name) =>
      name === 'now' ? () => RealDate.now() + ahead : Reflect.get(RealDate, name, RealDate),
  });

const ahead = Number(process.env.HEARTH_TEST_CLOCK_AHEAD ?? 0);
if (ahead !== 0) globalThis.Date = shiftedDate(ahead);

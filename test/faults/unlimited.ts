/** For a server under load from one address: rates are proved elsewhere. */
export const unlimited = {
  HEARTH_RATE_ADDRESS: '10000000',
  HEARTH_RATE_PROJECT: '10000000',
  HEARTH_RATE_MEMBER: '10000000',
  LOG_LEVEL: 'fatal',
};

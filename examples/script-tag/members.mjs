// @ts-check
/** Fieldnote's users, as its own database would know them.
 * @type {Record<string, { name: string, email: string, timeZone: string, traits: Record<string, string | number>, account: { id: string, name: string, plan: string } }>} */
export const members = {
  ada: {
    name: 'Ada Lindqvist',
    email: 'ada@northwind-labs.example',
    timeZone: 'Europe/Stockholm',
    traits: { role: 'Research lead', seats: 12 },
    account: { id: 'northwind', name: 'Northwind Labs', plan: 'team' },
  },
  ben: {
    name: 'Ben Okafor',
    email: 'ben@harbor-health.example',
    timeZone: 'America/New_York',
    traits: { role: 'Product manager', seats: 4 },
    account: { id: 'harbor', name: 'Harbor Health', plan: 'starter' },
  },
  chioma: {
    name: 'Chioma Reyes',
    email: 'chioma@brightside.example',
    timeZone: 'America/Sao_Paulo',
    traits: { role: 'Designer', seats: 40 },
    account: { id: 'brightside', name: 'Brightside Studio', plan: 'business' },
  },
};

import type { MemberClaims } from '@hearth/schema';

type Account = NonNullable<MemberClaims['account']>;

const accounts = {
  northwind: { id: 'northwind', name: 'Northwind Labs', plan: 'team' },
  harbor: { id: 'harbor', name: 'Harbor Health', plan: 'starter' },
  brightside: { id: 'brightside', name: 'Brightside Studio', plan: 'business' },
  lumen: { id: 'lumen', name: 'Lumen University', plan: 'business' },
  orchard: { id: 'orchard', name: 'Orchard & Pine', plan: 'team' },
  kite: { id: 'kite', name: 'Kite Mobility', plan: 'starter' },
  saltmarsh: { id: 'saltmarsh', name: 'Saltmarsh Museum', plan: 'team' },
  tern: { id: 'tern', name: 'Tern Analytics', plan: 'business' },
} as const satisfies Record<string, Account>;

/** One of Fieldnote's users, as its backend knows them. */
export interface Person {
  id: string;
  claims: MemberClaims;
  /** How often they come in the week. */
  visits: number;
}

const person = (
  id: string,
  name: string,
  account: keyof typeof accounts,
  role: string,
  timeZone: string,
  visits: number,
): Person => {
  const email = `${id}@${accounts[account].name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.example`;
  return {
    id,
    visits,
    claims: { sub: id, name, email, timeZone, traits: { role }, account: accounts[account] },
  };
};

/** The first three are those whom the host site's switcher signs in. */
export const people: readonly Person[] = [
  person('ada', 'Ada Lindqvist', 'northwind', 'Research lead', 'Europe/Stockholm', 9),
  person('ben', 'Ben Okafor', 'harbor', 'Product manager', 'America/New_York', 3),
  person('chioma', 'Chioma Reyes', 'brightside', 'Designer', 'America/Sao_Paulo', 6),
  person('hana', 'Hana Mori', 'lumen', 'Anthropologist', 'Asia/Tokyo', 8),
  person('luca', 'Luca Ferraro', 'orchard', 'UX researcher', 'Europe/Rome', 7),
  person('priya', 'Priya Raman', 'tern', 'Research operations', 'Asia/Kolkata', 8),
  person('tomas', 'Tomás Villanueva', 'kite', 'Founder', 'Europe/Madrid', 5),
  person('ingrid', 'Ingrid Solberg', 'northwind', 'Service designer', 'Europe/Oslo', 6),
  person('kofi', 'Kofi Mensah', 'harbor', 'Clinician', 'Africa/Accra', 3),
  person('mei', 'Mei-Ling Chou', 'lumen', 'PhD candidate', 'Asia/Taipei', 6),
  person('oskar', 'Oskar Brandt', 'tern', 'Data scientist', 'Europe/Berlin', 4),
  person('fatima', 'Fatima Zahra', 'saltmarsh', 'Curator', 'Africa/Casablanca', 5),
  person('declan', 'Declan Byrne', 'orchard', 'Product designer', 'Europe/Dublin', 4),
  person('yuki', 'Yuki Tanabe', 'kite', 'Engineer', 'Asia/Tokyo', 2),
  person('sofia', 'Sofia Almeida', 'brightside', 'Strategist', 'Europe/Lisbon', 5),
  person('noah', 'Noah Feldman', 'tern', 'Head of insight', 'America/Chicago', 4),
  person('amara', 'Amara Nwosu', 'lumen', 'Lecturer', 'Africa/Lagos', 4),
  person('elif', 'Elif Demir', 'saltmarsh', 'Oral historian', 'Europe/Istanbul', 5),
  person('jonas', 'Jonas Weber', 'northwind', 'Engineer', 'Europe/Berlin', 2),
  person('camille', 'Camille Roux', 'brightside', 'Art director', 'Europe/Paris', 3),
  person('ravi', 'Ravi Shankar', 'harbor', 'Analyst', 'Asia/Kolkata', 2),
  person('greta', 'Greta Nyström', 'northwind', 'Researcher', 'Europe/Stockholm', 4),
  person('mateo', 'Mateo Cruz', 'kite', 'Product manager', 'America/Mexico_City', 3),
  person('aisha', 'Aisha Rahman', 'lumen', 'Librarian', 'Europe/London', 4),
  person('pavel', 'Pavel Novák', 'orchard', 'Copywriter', 'Europe/Prague', 2),
  person('leila', 'Leila Haddad', 'tern', 'Researcher', 'Asia/Beirut', 4),
  person('sam', 'Sam Whitaker', 'saltmarsh', 'Volunteer lead', 'Europe/London', 3),
  person('bea', 'Beatriz Lopes', 'brightside', 'Researcher', 'Europe/Lisbon', 3),
  person('viktor', 'Viktor Hansen', 'kite', 'Operations', 'Europe/Copenhagen', 2),
  person('naomi', 'Naomi Adler', 'orchard', 'Founder', 'Asia/Jerusalem', 3),
  person('dev', 'Dev Patel', 'tern', 'Engineer', 'Asia/Kolkata', 2),
  person('carmen', 'Carmen Ortiz', 'lumen', 'Field coordinator', 'America/Bogota', 4),
  person('theo', 'Theo Marchetti', 'northwind', 'Intern', 'Europe/Rome', 3),
  person('wanjiru', 'Wanjiru Kamau', 'harbor', 'Community lead', 'Africa/Nairobi', 4),
  person('anders', 'Anders Lund', 'saltmarsh', 'Archivist', 'Europe/Copenhagen', 2),
  person('rosa', 'Rosa Delgado', 'orchard', 'Support lead', 'America/Santiago', 3),
  person('minh', 'Minh Tran', 'kite', 'Designer', 'Asia/Ho_Chi_Minh', 3),
  person('hugo', 'Hugo Lefèvre', 'brightside', 'Producer', 'Europe/Paris', 2),
  person('zainab', 'Zainab Yusuf', 'tern', 'Researcher', 'Africa/Lagos', 3),
  person('eli', 'Eli Rosen', 'lumen', 'Undergraduate', 'America/New_York', 2),
];

/** Who came by whose link in the demo's last week, and whom the host's backend has since qualified. */
export const referrals = [
  { by: 'ada', joins: 'theo', hoursAgo: 120, qualified: true },
  { by: 'hana', joins: 'eli', hoursAgo: 80, qualified: true },
  { by: 'ada', joins: 'minh', hoursAgo: 30, qualified: false },
] as const;

/** Those who came by a link: nobody knew them before. */
export const newcomers: ReadonlySet<string> = new Set(referrals.map(({ joins }) => joins));

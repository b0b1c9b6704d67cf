import type { Boot } from '@hearth/schema';

const id = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(32, '0')}`;
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

const step = (number: number, title: string, done: boolean) => ({
  id: id('itm', number),
  title,
  description: null,
  action: done ? null : { label: 'Open', url: '#' },
  status: done ? ('completed' as const) : ('open' as const),
  automatic: false,
  count: done ? 1 : 0,
  target: 1,
  points: 20,
});

const person = (number: number, name: string) => ({ id: id('mem', number), name, avatarUrl: null });

/** A member in the middle of things, so that every widget shows what it has. */
export const sampleStates = (): Omit<Boot, 'theme'> => ({
  serverTime: new Date().toISOString(),
  member: { id: id('mem', 1), name: 'Ada', verified: true },
  nps: {
    surveyId: id('sur', 1),
    question: null,
    followUps: null,
    due: true,
    delaySeconds: 0,
    cooldownDays: 90,
  },
  checklist: {
    checklistId: id('chk', 1),
    title: 'Get started',
    celebration: null,
    items: [
      step(1, 'Create your first project', true),
      step(2, 'Invite a colleague', true),
      step(3, 'Write a note', false),
    ],
  },
  rewards: {
    standing: {
      points: 140,
      earned: 240,
      level: { number: 2, name: 'Regular', threshold: 100 },
      next: { number: 3, name: 'Expert', threshold: 400 },
      recent: [{ reason: 'post.created', points: 20, at: ago(3) }],
    },
    badges: [
      {
        id: id('bdg', 1),
        name: 'Voice',
        description: 'Five posts',
        icon: 'voice',
        awardedAt: ago(30),
        count: 5,
        target: 5,
      },
      {
        id: id('bdg', 2),
        name: 'Heart',
        description: 'Ten reactions',
        icon: 'heart',
        awardedAt: null,
        count: 4,
        target: 10,
      },
    ],
    catalogue: [
      {
        id: id('rwd', 1),
        name: 'Sticker set',
        description: 'Six of them, by post',
        cost: 100,
        stock: 12,
        code: null,
      },
    ],
  },
  referral: {
    link: { code: 'ADA234', url: `${location.origin}/r/ADA234` },
    invited: 4,
    joined: 2,
    rewarded: 1,
    rules: 'Give a month, get a month.',
  },
  feed: {
    posts: [
      {
        id: id('pst', 1),
        author: person(2, 'Ben Okoro'),
        text: 'The new board is a joy. What do you all use it for?',
        createdAt: ago(2),
        editedAt: null,
        pinned: false,
        mine: false,
        editableUntil: null,
        reactions: [{ emoji: '❤️', count: 3, mine: true }],
        commentCount: 2,
      },
    ],
    nextCursor: null,
    hasMore: false,
    canPost: true,
  },
});

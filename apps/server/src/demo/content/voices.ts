import type { Band } from '@hearth/schema';

/** What members add to a score; most add nothing. */
export const npsComments: Readonly<Record<Band, readonly [string, ...string[]]>> = {
  promoter: [
    'I open it before my mail.',
    'Everything is where I left it, and search finds the rest.',
    'Our interviews finally end up somewhere people look.',
    'Offline mode alone is worth the price.',
    'It took my team an afternoon to learn.',
    'I recommended it to two former colleagues already.',
    'Support answered within the hour, on a Sunday.',
    'The new search is wonderful.',
    'It replaced three tools and a shared drive.',
    'Tags, quotes and a link to the recording. That is all I need.',
    'The whole department reads our notes now.',
    'Quiet, fast, and it never lost a word.',
  ],
  passive: [
    'Good, but the mobile app is slow.',
    'It does the job. I would like better exports.',
    'Fine for notes, weak for tables.',
    'Nice tool. Sharing outside the team is fiddly.',
    'I would use it more if it talked to our calendar.',
    'Solid, though the price went up faster than the features.',
    'Works well once it is set up. Setting it up took weeks.',
    'Waiting for proper permissions before I recommend it.',
  ],
  detractor: [
    'The outage cost us a day of interviews.',
    'Too expensive for the four people who use it.',
    'Search does not find what I know is there.',
    'Permissions are all or nothing, so we keep a second tool.',
    'It signs me out every other day.',
    'Import broke our tags and nobody could undo it.',
    'We were promised an API last spring.',
    'I was moved to it and nobody told me why.',
  ],
};

export const csatComments: readonly [string, ...string[]] = [
  'Solved in one message.',
  'Kind and quick.',
  'They understood the problem before I had finished explaining.',
  'It took three people to get an answer.',
  'The answer was a link to a page I had read already.',
  'Fixed, but I still do not know what happened.',
];

/** Why accounts leave, as often as they do, and what some of them add. */
export const exitReasons: readonly [readonly [string, string?], ...(readonly [string, string?])[]] = [
  ['too_expensive'],
  ['too_expensive', 'Twelve seats, four users. The maths stopped working.'],
  ['too_expensive', 'The price change came in the middle of our budget year.'],
  ['missing_features', 'We need permissions by project.'],
  ['missing_features', 'No API for the tags.'],
  ['missing_features'],
  ['switched', 'Our new owner uses something else.'],
  ['switched'],
  ['not_used', 'The person who loved it left.'],
  ['not_used'],
  ['project_ended', 'The study is over. We will be back for the next one.'],
  ['reliability', 'The outage was one too many.'],
];

/** What members post over the year, in no order. */
export const yearPosts: readonly [string, ...string[]] = [
  'How do you name interview notes? We go by person, and after sixty people nobody finds anything.',
  'We finished our first diary study. 31 people, 4 weeks, 1,200 photos of kitchens.',
  'Tip: pin the research question to the top of the project. People stop asking what it is about.',
  'Is there a way to see all quotes with two tags at once?',
  'Our sales team now reads the notes before calls. I did not ask them to. They asked me for access.',
  'Recruiting update: asking customers at the end of a support chat works three times better than mail.',
  'We merged four tag lists into one last week. It took two meetings and a small argument about plurals.',
  'What do you do with notes that turn out to be wrong? Delete, or strike through?',
  'Friday win: the feature we argued about for a year is decided, by one quote.',
  'I keep a note called "things people assume about us". It is the most useful page we have.',
  'The new search found an interview from before I joined. It answered a question from this morning.',
  'Does anybody run research with children? I would like to compare consent processes.',
  'We read one note aloud at every stand-up. Two minutes, and everybody knows a customer.',
  'Our annual report is made of forty quotes and three charts this time. It got read.',
  'Exports question: can I get one file for each participant instead of one for all?',
  'Lost a day to the outage yesterday. Thanks to the team for explaining what happened.',
  'How big are your projects before you split them? Ours passed 900 notes and feels heavy.',
  'A customer found herself in a quote on our slide and was proud. We had asked. Always ask.',
  'Small thing: the date in the corner of a note is now the day of the interview. I waited for this.',
  'We are hiring a second researcher. If you like trains and long questions, write to me.',
  'Templates for usability tests, shared in the gallery: five tasks, five minutes each, no adjectives.',
  'My favourite question this month: what did you do right before you opened the app?',
  'Does anyone tag by emotion? We tried and stopped at "meh".',
  'Two offices, one project, different tags for the same thing. Send help, or a glossary.',
  'We switched to the yearly plan and put the difference into participant fees.',
  'I taught a workshop on taking notes by hand. Half of the room had not held a pen in years.',
  'Reminder that silence is data. Write it down: "long pause here".',
  'How do you hand over a project when you leave? I have two weeks and 400 notes.',
  'The keyboard shortcuts list is under the question mark. I learned it today, after a year.',
  'Our board asked for numbers, so we counted how often each need came up. Nobody asked for more numbers.',
  'Looking for a way to blur faces before we share clips. What do you use?',
  'We deleted everything older than three years, as promised to participants. It felt good.',
  'One year with Fieldnote today. 2,300 notes, and the search still answers before I finish typing.',
  'Is the price change final? We are a charity and twelve seats hurt.',
];

/** What others answer. */
export const yearComments: readonly [string, ...string[]] = [
  'We do exactly the same.',
  'Thank you, trying this on Monday.',
  'This saved me an afternoon.',
  'Could you share the template?',
  'It took us a year to learn that.',
  'Same here. The second round was much easier.',
  'I would pay to see that meeting.',
  'We had the same question last month and went with the simplest answer.',
  'Yes: select both tags in the filter, then hold Shift.',
  'Strike through, always. Somebody will look for it.',
  'Well done!',
  'Happy to compare notes, I will write to you.',
  'It depends on who reads it. Ours are for engineers, so: short.',
  'My team says hello and asks for part two.',
  'We stopped doing this and nobody noticed.',
  'Lovely.',
];

/** What a moderator has to decide about, with who reports it and why. */
export const doubtful: readonly {
  text: string;
  reason: 'spam' | 'abuse' | 'off_topic' | 'other';
  reports: number;
  note?: string;
}[] = [
  {
    text: 'Want 10,000 survey panelists for $49? Verified, any country. Write to me, today only!',
    reason: 'spam',
    reports: 4,
    note: 'Third post like this.',
  },
  {
    text: 'Whoever designed the new tag menu has never spoken to a human being. Embarrassing people.',
    reason: 'abuse',
    reports: 3,
    note: 'Criticism is fine, this is about persons.',
  },
  {
    text: 'Selling my standing desk, oak, hardly used, pick-up in Hamburg.',
    reason: 'off_topic',
    reports: 2,
  },
  {
    text: 'Interview with J. M., born 1961, lives at the corner of Mill Lane. Her number is in the note if you want to follow up.',
    reason: 'other',
    reports: 1,
    note: 'This names a participant.',
  },
];

/** What people wrote in the demo's week. Hours are counted back from now, minutes from the post. */
export interface DemoPost {
  by: string;
  hoursAgo: number;
  text: string;
  comments?: readonly { by: string; after: number; text: string }[];
}

export const posts: readonly DemoPost[] = [
  {
    by: 'priya',
    hoursAgo: 163,
    text: 'Hello everyone! I look after research operations at Tern, which mostly means I am the person who knows where the notes are. Curious how other teams name their projects: by quarter, by question, or by whoever shouted loudest?',
    comments: [
      {
        by: 'hana',
        after: 34,
        text: 'By question, always. "Why do people stop after week two?" is findable a year later. "Q3 study" is not.',
      },
      { by: 'noah', after: 95, text: 'By whoever shouted loudest, then renamed by Priya.' },
    ],
  },
  {
    by: 'luca',
    hoursAgo: 154,
    text: 'Small habit that changed my interviews: I write the one thing that surprised me before I close the laptop. Not the summary, just the surprise. Eleven interviews in, that list is better than my report.',
    comments: [
      {
        by: 'ada',
        after: 47,
        text: 'Stealing this for Monday. We always write the summary and then nobody is surprised by anything.',
      },
      {
        by: 'mei',
        after: 130,
        text: 'I do the same with a tag called "huh". It is my most used tag by far.',
      },
    ],
  },
  {
    by: 'elif',
    hoursAgo: 147,
    text: 'We have just imported forty years of oral history cards from the museum basement. Fieldnote swallowed 3,200 of them in an afternoon. I may have cried a little at the search box.',
    comments: [
      { by: 'fatima', after: 12, text: 'She did cry. I was there. So did I.' },
      {
        by: 'aisha',
        after: 210,
        text: 'As a librarian: congratulations, and please tell me you kept the cards.',
      },
      { by: 'elif', after: 245, text: 'Every single one. In acid-free boxes, do not worry.' },
    ],
  },
  {
    by: 'tomas',
    hoursAgo: 139,
    text: 'Is there a way to share one note with a customer without inviting them to the whole project? I want to send a rider their own quotes before we publish them.',
    comments: [
      {
        by: 'declan',
        after: 22,
        text: 'Yes: open the note, then Share, then "Only this note". The link stops working when you say so.',
      },
      { by: 'tomas', after: 40, text: 'Found it. Thank you! That was two clicks from where I was looking.' },
    ],
  },
  {
    by: 'hana',
    hoursAgo: 131,
    text: 'Field report from a fish market at 4 a.m.: offline mode held up for six hours, and everything synced on the train home. The only thing that failed was my thermos.',
    comments: [
      {
        by: 'carmen',
        after: 88,
        text: 'Good to know before our trip upriver next month. Did photos come along too?',
      },
    ],
  },
  {
    by: 'ingrid',
    hoursAgo: 122,
    text: 'We printed our eight most repeated quotes and hung them in the corridor outside the board room. Three directors stopped to read them. One missed the start of the meeting.',
    comments: [
      { by: 'sofia', after: 64, text: 'This is the best research deliverable I have heard of this year.' },
    ],
  },
  {
    by: 'oskar',
    hoursAgo: 116,
    text: 'For the spreadsheet people: the CSV export now keeps tags in their own columns. I rebuilt our whole affinity map from it in one evening and only argued with one formula.',
  },
  {
    by: 'amara',
    hoursAgo: 108,
    text: 'My students are starting their first interviews tomorrow. If you could give them a single piece of advice, what would it be?',
    comments: [
      {
        by: 'luca',
        after: 18,
        text: 'Count to five in your head after they stop talking. The good part comes at four.',
      },
      {
        by: 'wanjiru',
        after: 52,
        text: 'Ask about the last time, not about usually. Usually is a story we tell ourselves.',
      },
      { by: 'kofi', after: 140, text: 'Bring water for two.' },
      {
        by: 'amara',
        after: 300,
        text: 'Reading all of these out loud in class. Thank you, you lovely people.',
      },
    ],
  },
  {
    by: 'chioma',
    hoursAgo: 99,
    text: 'I made a cover template for project pages: big question on top, who asked it, and what we would do differently depending on the answer. If the last line stays empty we do not run the study.',
    comments: [
      {
        by: 'camille',
        after: 35,
        text: 'Can confirm, she made us cancel two studies. She was right both times.',
      },
      { by: 'ada', after: 76, text: 'Would you share the template here? We need exactly that last line.' },
      { by: 'chioma', after: 101, text: 'It is in the gallery now, under "Question first".' },
    ],
  },
  {
    by: 'greta',
    hoursAgo: 92,
    text: 'Anyone else running diary studies? We text people one question every evening and paste the answers into a note per person. It works, but I would love to know how others do it.',
    comments: [
      {
        by: 'leila',
        after: 48,
        text: 'Same here. Voice messages doubled our answers, people talk while they cook.',
      },
    ],
  },
  {
    by: 'wanjiru',
    hoursAgo: 84,
    text: 'A patient told me yesterday that she keeps coming back because "here somebody writes down what I say". I think about that sentence a lot.',
    comments: [
      { by: 'kofi', after: 15, text: 'I was in the room. It was very quiet afterwards.' },
      { by: 'ada', after: 190, text: 'That belongs on a wall. Thank you for sharing it.' },
    ],
  },
  {
    by: 'noah',
    hoursAgo: 77,
    text: 'Unpopular opinion: most research repositories fail because we file by method. Nobody ever asked me for "all the usability tests". They ask what we know about onboarding.',
    comments: [
      { by: 'priya', after: 26, text: 'I am printing this and taping it to your own folder structure.' },
      {
        by: 'hana',
        after: 143,
        text: 'Not unpopular at all. File by the question that somebody will have later.',
      },
    ],
  },
  {
    by: 'fatima',
    hoursAgo: 70,
    text: 'Our exhibition opens on Friday and every label in it began as a note in Fieldnote. Come and see it if you are ever near the coast. I will find you a mug.',
  },
  {
    by: 'mei',
    hoursAgo: 63,
    text: 'Chapter three is done! 214 notes, 9 themes, 1 very patient supervisor. On to chapter four.',
    comments: [
      { by: 'amara', after: 20, text: 'Well done, Mei! Take at least one whole day off before four.' },
      { by: 'eli', after: 66, text: 'This gives me hope for my own chapter one.' },
    ],
  },
  {
    by: 'declan',
    hoursAgo: 55,
    text: 'Keyboard people: Shift and Enter adds a quote under the note you are in, without leaving the text. I have been clicking that button for a year.',
    comments: [{ by: 'minh', after: 31, text: 'A year! I found out from this post, so thank you.' }],
  },
  {
    by: 'carmen',
    hoursAgo: 49,
    text: 'We leave for the river on Sunday: five villages, two weeks, one satellite phone. What do you pack for field notes when there is no power?',
    comments: [
      {
        by: 'hana',
        after: 40,
        text: 'Two pencils, because pens freeze or leak. And a paper copy of your consent form.',
      },
      { by: 'elif', after: 115, text: 'Numbered pages. You will thank yourself when you type them in.' },
    ],
  },
  {
    by: 'ada',
    hoursAgo: 42,
    text: 'We moved our weekly readout from slides to a single shared note that everybody can comment on before the meeting. Attendance went down. Decisions went up. I will take it.',
    comments: [
      {
        by: 'ingrid',
        after: 21,
        text: 'And the meeting now ends early. Nobody told me research could do that.',
      },
    ],
  },
  {
    by: 'leila',
    hoursAgo: 36,
    text: 'Request for the team: could the reminder to tag a note wait until I have finished the sentence? It is a good reminder, it just has no manners.',
    comments: [{ by: 'dev', after: 57, text: 'Seconded. Mine interrupts me mid-quote.' }],
  },
  {
    by: 'sam',
    hoursAgo: 30,
    text: 'Our volunteers, average age 71, are now all writing notes on tablets. Marjorie, 84, has the most shared notes of anybody in the museum and would like you all to know it.',
    comments: [
      { by: 'wanjiru', after: 25, text: 'Please tell Marjorie she has admirers in Nairobi.' },
      { by: 'aisha', after: 80, text: 'Marjorie for president.' },
    ],
  },
  {
    by: 'zainab',
    hoursAgo: 24.5,
    text: 'First week in my new job and the first thing I was handed was a Fieldnote project called "Read me before you ask". It answered everything I had written on my list. I want to be this kind of colleague.',
  },
  {
    by: 'bea',
    hoursAgo: 19,
    text: 'Does anybody have a consent form that a twelve-year-old understands? Ours was written by lawyers for lawyers, and we are interviewing school children next month.',
    comments: [{ by: 'amara', after: 44, text: 'I do, with drawings. Sending it to you this afternoon.' }],
  },
  {
    by: 'rosa',
    hoursAgo: 12,
    text: 'Support lead here. I started adding one customer sentence a day to a shared project, unedited. After a month the product team quotes my customers by heart.',
    comments: [{ by: 'luca', after: 39, text: 'One sentence a day is exactly the size of a habit. Lovely.' }],
  },
  {
    by: 'mateo',
    hoursAgo: 7,
    text: 'We tested the new ticket machine with eleven commuters this morning. Ten pressed the picture of the bus and waited. It is not a button. It will be a button by Thursday.',
    comments: [{ by: 'yuki', after: 28, text: 'It is a button already, on my branch.' }],
  },
  {
    by: 'aisha',
    hoursAgo: 3.2,
    text: 'Reading group next Tuesday: we are discussing "The Mom Test", and whether anybody has ever actually passed it. All of you are welcome, cameras optional, biscuits are not.',
    comments: [{ by: 'mei', after: 33, text: 'I will be there. With biscuits.' }],
  },
  {
    by: 'ingrid',
    hoursAgo: 0.9,
    text: 'Just finished the last of twenty home visits for the heating study. Twenty kitchens, nineteen coffees, one cat that now appears in the appendix.',
    comments: [{ by: 'greta', after: 14, text: 'I demand to see the appendix.' }],
  },
];

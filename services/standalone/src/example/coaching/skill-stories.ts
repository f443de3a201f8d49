import type { SkillStory } from './skill-story.ts';

const pipeline = 'new-business';

const cadence: SkillStory = {
  skill: 'cadence',
  pipeline,
  stage: 'contacted',
  reason: 'Many contacted leads hear from me once and then not again for two weeks.',
  selfAnalysis:
    'I start well, then new leads push the older ones off my list. By the time I call again they have cooled.',
  coachView: 'When you do get a second talk, it goes well. What would help you to get there more often?',
  measures: [
    'I put the next contact into the calendar before I close the last one.',
    'Half an hour every morning belongs to leads of the last ten days.',
  ],
  coachAction: 'I look through the open contacted leads with you on Fridays.',
  target: { behaviour: 'Plans the next contact before closing the last', baseline: 2, value: 7 },
  actual: 'Of my last ten contacted leads two had a next contact in the calendar.',
  obstacles: [
    'I end talks without a date because it feels pushy.',
    'New leads of the day take the first hour.',
    'The CRM does not remind me of leads without a next contact.',
  ],
  obstacleLearned: 'Nobody found it pushy: most were glad that I kept track.',
  talk: {
    purpose: 'Find out what keeps the second contact from happening, and agree one thing to try this week.',
    learner:
      'I know that I should call again. At the end of a talk I do not want to press, so I leave it open.',
    coach: 'Of the five last talks four ended friendly and without a date.',
    missing: 'done_steadily',
    options: [
      'Ask which day suits them better instead of whether I may call.',
      'Send a short summary on the same day and name a day in it.',
    ],
    action: 'End the next five talks with a question for a day.',
    seenBy: 'Five dates in the calendar.',
  },
  experiments: [
    {
      step: 'Ask at the end: would Tuesday or Thursday suit you better?',
      expected: 'They name one of the two.',
      otherwise: 'What is the best day to look at it together?',
      probability: 'likely',
      happened: 'She took Thursday without a pause and asked for an invitation.',
      learned: 'Two days to choose from is easier to answer than an open question.',
      asExpected: 'yes',
      next: 'The same with somebody who sounded busy.',
    },
    {
      step: 'With a busy buyer, ask for ten minutes on a day of his choice.',
      expected: 'He says he will get back to me.',
      probability: 'even',
      happened: 'He named next Monday himself.',
      learned: 'I had taken being short for not being interested.',
      asExpected: 'no',
      next: 'Write down what I assume about the customer before I call.',
    },
    {
      step: 'Say why the second talk is worth it: the three figures I will bring.',
      expected: 'They agree and want to have a colleague with them.',
      probability: 'even',
      happened: 'They agreed; the colleague came up only when I asked.',
      learned: 'People come along when I ask for them.',
      asExpected: 'partly',
      next: 'Ask for the colleague while we choose the day.',
    },
    {
      step: 'Choose the day and ask who else should hear the figures.',
      expected: 'They name the head of purchasing.',
      probability: 'likely',
      happened: 'They named her and put her into the invitation.',
      learned: 'Both questions together feel natural.',
      asExpected: 'yes',
      next: 'Do it without looking at my note.',
    },
  ],
  reviews: [
    {
      learned: 'A choice of two days works better than an open question.',
      next: 'Try it with those who sound busy.',
      expected: 'Half of them name a day.',
    },
    {
      learned: 'My guess about who is interested is often wrong.',
      next: 'Bring a reason for the second talk.',
      expected: 'They ask for somebody else to join.',
    },
    {
      learned: 'With a reason and two days most talks end with a date.',
      next: 'Keep it up in weeks with many new leads.',
      expected: 'Six of ten with a date.',
    },
  ],
};

const access: SkillStory = {
  skill: 'access',
  pipeline,
  stage: 'qualified',
  reason: 'Several cases rest on one person, and stop when that person goes quiet.',
  selfAnalysis:
    'My contacts are friendly and I do not want to go around them. I notice late that they cannot decide.',
  coachView: 'In the two cases you won, somebody from finance was there early. What was different?',
  measures: [
    'In every first meeting I ask who else has this problem.',
    'I ask my contact to introduce me, with a reason that helps them.',
  ],
  coachAction: 'We prepare the question together before two meetings.',
  target: { behaviour: 'Meets a second person at the customer before the proposal', baseline: 3, value: 6 },
  actual: 'In three of ten open cases I know a second person.',
  obstacles: [
    'I do not know how to ask without hurting my contact.',
    'I prepare the meeting for one person only.',
    'Calendars of those who decide are full for weeks.',
  ],
  obstacleLearned: 'Contacts are glad about help in convincing others.',
  talk: {
    purpose: 'See why cases stay with one person, and find a way to ask for the second.',
    learner: 'I fear that the contact hears: you are not important enough.',
    coach: 'I heard you say that you would come back to it. The moment passed.',
    missing: 'no_better_way_believed',
    options: [
      'Offer to help the contact present the case to the one who pays.',
      'Ask who felt the problem most in the last month.',
    ],
    action: 'Ask for the second person in the next three meetings, once each way.',
    seenBy: 'Three notes of what they answered.',
  },
  experiments: [
    {
      step: 'Ask who else would notice if the problem were gone.',
      expected: 'He names his manager.',
      probability: 'likely',
      happened: 'He named two people from other departments.',
      learned: 'The question opens more doors than I thought.',
      asExpected: 'partly',
      next: 'Ask for an introduction to one of them at once.',
    },
    {
      step: 'Offer to prepare two pages for her talk with finance.',
      expected: 'She invites me to that talk.',
      probability: 'even',
      happened: 'She took the pages and went alone.',
      learned: 'Help is taken, the seat is not offered. I have to ask for it.',
      asExpected: 'no',
      next: 'Ask to present the two pages together.',
    },
    {
      step: 'Ask to present together, ten minutes, with her opening.',
      expected: 'She agrees if it stays short.',
      otherwise: 'Shall I answer the questions on cost for you?',
      probability: 'even',
      happened: 'She agreed and chose the day.',
      learned: 'Letting her open made it hers.',
      asExpected: 'yes',
      next: 'The same in the case that has been quiet for a month.',
    },
  ],
  reviews: [
    {
      learned: 'Asking who notices brings names.',
      next: 'Ask for the introduction in the same talk.',
      expected: 'One of two introduces me.',
    },
    {
      learned: 'Help alone is not enough, I have to ask for the seat.',
      next: 'Offer to present together.',
      expected: 'They agree if it is short.',
    },
  ],
};

const presenting: SkillStory = {
  skill: 'presenting',
  pipeline,
  stage: 'proposal',
  reason: 'Proposals go out by mail and come back as a question about the price.',
  selfAnalysis: 'A mail is quick and customers ask for it. I then wait, and do not know what they think.',
  coachView: 'Where you went through it with them, they asked about the result, not the price.',
  measures: ['No proposal leaves without a day to go through it together.'],
  coachAction: 'I come along to one presentation and watch.',
  target: {
    behaviour: 'Goes through the proposal with the customer within three days',
    baseline: 4,
    value: 8,
  },
  actual: 'Four of the last ten proposals were gone through in a talk.',
  obstacles: [
    'Customers ask me to just send it.',
    'I finish the proposal late and send it at once.',
    'Those who decide are not in the talk.',
  ],
  obstacleLearned: 'Most agree when I say what they gain from twenty minutes.',
  talk: {
    purpose: 'Look at the moment in which a customer says: just send it.',
    learner: 'I want to be quick, and then I have nothing left to say.',
    coach: 'You answered in one second. What could be asked there?',
    missing: 'knows_how',
    options: [
      'Say that two numbers need their view before it is final.',
      'Send only the first page and bring the rest.',
    ],
    action: 'Try the sentence about the two numbers with the next proposal.',
    seenBy: 'A day in the calendar before it is sent.',
  },
  experiments: [
    {
      step: 'Say that two numbers need their view before it is final.',
      expected: 'They give me twenty minutes.',
      probability: 'likely',
      happened: 'They did, and brought the one who signs.',
      learned: 'A draft invites them in, a final paper does not.',
      asExpected: 'yes',
      next: 'Stop after each part and ask.',
    },
    {
      step: 'Stop after every part and ask what is missing.',
      expected: 'They wait until the end.',
      probability: 'even',
      happened: 'They changed the scope after the first part.',
      learned: 'I would have presented the wrong thing for half an hour.',
      asExpected: 'no',
      next: 'Begin with the part that they care about most.',
    },
  ],
  reviews: [
    {
      learned: 'Calling it a draft opens the talk.',
      next: 'Ask after every part.',
      expected: 'They correct one thing.',
    },
  ],
};

export const skillStories = { cadence, access, presenting } as const;

import type { ChartQuestion, ChartSolution } from '@stepup/contracts';

/** The solution chart in the order in which it is asked: a yes leads on, a no says what helps. */
export const chartQuestions: readonly { question: ChartQuestion; ask: string }[] = [
  { question: 'worth_fixing', ask: 'Is it worth fixing?' },
  { question: 'expectation_known', ask: 'Is it clear what is expected, and what good looks like?' },
  { question: 'nothing_in_the_way', ask: 'Is the way free, and is the right thing rewarded?' },
  { question: 'aware_of_the_gap', ask: 'Is the gap seen by the learner?' },
  { question: 'knows_how', ask: 'Does the learner know what, why and how?' },
  { question: 'no_better_way_believed', ask: 'Does the learner believe in this way, rather than another?' },
  { question: 'done_steadily', ask: 'Is it done steadily, not just now and then?' },
  { question: 'steady_after_practice', ask: 'Is it steady after practice?' },
  { question: 'training_would_help', ask: 'Would training help?' },
];

/** What helps, by where the chart ended. */
export const chartSolutions: Readonly<Record<ChartSolution, string>> = {
  stop: 'Leave it: it is not worth fixing.',
  feedback: 'Feedback helps: say what is expected and what was seen.',
  other: 'Something else is in the way: name who clears it.',
  training: 'Training helps: something is not known yet.',
  coaching: 'Coaching helps: try it, practise it, look at it together.',
};

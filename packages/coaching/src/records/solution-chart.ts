import type { ChartAnswer, ChartQuestion, ChartSolution } from '@stepup/contracts';

interface ChartStep {
  readonly question: ChartQuestion;
  /** What an answer of no leads to. */
  readonly solution: ChartSolution;
}

/**
 * The chart, in the order in which it is asked; every question is put so that a yes leads on. The last two refine the
 * one before: they are asked of somebody who has done it well, but not steadily.
 */
const solutionChart: readonly ChartStep[] = [
  { question: 'worth_fixing', solution: 'stop' },
  { question: 'expectation_known', solution: 'feedback' },
  { question: 'nothing_in_the_way', solution: 'other' },
  { question: 'aware_of_the_gap', solution: 'feedback' },
  { question: 'knows_how', solution: 'training' },
  { question: 'no_better_way_believed', solution: 'coaching' },
  { question: 'done_steadily', solution: 'coaching' },
  { question: 'steady_after_practice', solution: 'training' },
  { question: 'training_would_help', solution: 'other' },
];

const refinements: ReadonlySet<ChartQuestion> = new Set([
  'done_steadily',
  'steady_after_practice',
  'training_would_help',
]);

export type ChartReading =
  | {
      readonly kind: 'read';
      /** The first question answered with no, which acts; null when everything was a yes. */
      readonly acts: ChartStep | null;
      /** Every question answered with no, in the order of the chart. */
      readonly hits: readonly ChartStep[];
    }
  | { readonly kind: 'out_of_order'; readonly unanswered: ChartQuestion };

/** Reads the answers. Questions are asked in order and none is left out before one that was answered. */
export function readChart(answers: readonly ChartAnswer[]): ChartReading {
  const given = new Map(answers.map(({ question, answer }) => [question, answer]));
  const last = solutionChart.findLastIndex(({ question }) => given.has(question));
  const gap = solutionChart.slice(0, last + 1).find(({ question }) => !given.has(question));
  if (gap !== undefined) return { kind: 'out_of_order', unanswered: gap.question };
  const hits = solutionChart.filter(({ question }) => given.get(question) === 'no');
  const [first] = hits;
  if (first === undefined) return { kind: 'read', acts: null, hits };
  // Steadiness: what helps is said by how far practice and training have been tried, so the furthest no acts.
  const acts = refinements.has(first.question) ? (hits.at(-1) ?? first) : first;
  return { kind: 'read', acts, hits };
}

import type { CallContent, ObstacleContent, StoryboardContent } from '@stepup/contracts';
import { predictionOf } from './prediction-of.ts';

/** One question of the card, with what is known already. `filledIn` is null where only the two can answer. */
export interface CardQuestion {
  readonly id:
    | 'target_condition'
    | 'actual_condition'
    | 'last_planned'
    | 'last_expected'
    | 'last_happened'
    | 'last_learned'
    | 'obstacles'
    | 'next_step'
    | 'go_and_see';
  readonly ask: string;
  readonly filledIn: string | null;
}

interface OnTheCard {
  readonly storyboard: StoryboardContent | null;
  /** What the indicators say of the actual condition now, beside what the learner wrote. */
  readonly actualNow: string | null;
  /** The target that was fixed when the plan was activated, where the storyboard names none. */
  readonly targetOfPlan: string | null;
  /** The last call that was debriefed, or null when there was none: then the look back is skipped. */
  readonly lastCall: CallContent | null;
  readonly obstacles: readonly ObstacleContent[];
}

/** The five-question card in its order: target, actual, back at the last step, obstacles, next step, go and see. */
export function fillCard({
  storyboard,
  actualNow,
  targetOfPlan,
  lastCall,
  obstacles,
}: OnTheCard): CardQuestion[] {
  const target = storyboard?.target_condition.at(-1);
  const written = storyboard?.actual_condition.at(-1)?.text ?? null;
  const actual = [written, actualNow].filter((text) => text !== null).join(' · ');
  return [
    {
      id: 'target_condition',
      ask: 'What is the target condition?',
      filledIn: target === undefined ? targetOfPlan : `${target.text} (by ${target.due_on})`,
    },
    {
      id: 'actual_condition',
      ask: 'What is the actual condition now?',
      filledIn: actual === '' ? null : actual,
    },
    ...lookBack(lastCall),
    {
      id: 'obstacles',
      ask: 'Which obstacles are in the way? Which one now?',
      filledIn: describeObstacles(obstacles),
    },
    {
      id: 'next_step',
      ask: 'What is the next step, and what do you expect?',
      filledIn: lastCall?.next_step?.text ?? null,
    },
    {
      id: 'go_and_see',
      ask: 'How soon can we go and see what we have learned?',
      filledIn: lastCall?.see_on ?? null,
    },
  ];
}

function lookBack(lastCall: CallContent | null): CardQuestion[] {
  if (lastCall === null) return [];
  const prediction = predictionOf(lastCall);
  return [
    { id: 'last_planned', ask: 'What was the last step?', filledIn: prediction?.step ?? null },
    { id: 'last_expected', ask: 'What did you expect?', filledIn: prediction?.expected ?? null },
    { id: 'last_happened', ask: 'What happened?', filledIn: lastCall.happened?.text ?? null },
    { id: 'last_learned', ask: 'What did you learn?', filledIn: lastCall.learned?.text ?? null },
  ];
}

function describeObstacles(obstacles: readonly ObstacleContent[]): string | null {
  const standing = obstacles.filter(({ state }) => state !== 'removed');
  if (standing.length === 0) return null;
  return standing
    .toSorted((one, other) => Number(other.state === 'worked_on') - Number(one.state === 'worked_on'))
    .map(({ state, texts }) => `${state === 'worked_on' ? 'now: ' : ''}${texts.at(-1)?.text ?? ''}`)
    .join(' · ');
}

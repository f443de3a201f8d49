import { fillCard, type Plan, predictionOf } from '@stepup/coaching';
import { recordSchemas, type SessionPreparation } from '@stepup/contracts';
import type { StoredRecord } from '@stepup/store';

interface OnPlan {
  readonly storyboards: readonly StoredRecord[];
  readonly obstacles: readonly StoredRecord[];
  readonly calls: readonly StoredRecord[];
}

/** The five-question card of a plan, and what its last step that was debriefed predicted. */
export function prepareCard(
  plan: Plan | null,
  onPlan: OnPlan | null,
): Pick<SessionPreparation, 'card' | 'last_prediction'> {
  const storyboard = onPlan?.storyboards[0];
  const calls = (onPlan?.calls ?? []).map(({ id, content }) => ({
    id,
    card: recordSchemas.call.content.parse(content),
  }));
  const last = calls
    .filter(({ card }) => card.debriefed_at !== null)
    .toSorted((one, other) => ((one.card.debriefed_at ?? '') < (other.card.debriefed_at ?? '') ? -1 : 1))
    .at(-1);
  const target = plan?.behaviourTarget.at(-1)?.value;
  const newest = plan?.reason.at(-1)?.value.numbers[0];
  const card = fillCard({
    storyboard: storyboard === undefined ? null : recordSchemas.storyboard.content.parse(storyboard.content),
    actualNow: newest === undefined ? null : `${newest.indicator} ${newest.value} (${newest.basis})`,
    targetOfPlan:
      target === undefined
        ? null
        : `${target.behaviour}: ${target.indicator} ${target.value} (by ${target.by})`,
    lastCall: last?.card ?? null,
    obstacles: (onPlan?.obstacles ?? []).map(({ content }) => recordSchemas.obstacle.content.parse(content)),
  });
  const prediction = last === undefined ? null : predictionOf(last.card);
  return {
    card: card.map(({ id, ask, filledIn }) => ({ id, ask, filled_in: filledIn })),
    last_prediction:
      last === undefined || prediction === null
        ? null
        : {
            call_id: last.id,
            step: prediction.step,
            expected: prediction.expected,
            happened: last.card.happened?.text ?? null,
            learned: last.card.learned?.text ?? null,
          },
  };
}

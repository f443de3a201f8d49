import { drawWaitList } from '@stepup/coaching';
import { simulateCoachedStep } from '@stepup/simulator';
import { verifyDrawn } from '@stepup/verification';
import {
  coachedTeam,
  judgeDifference,
  type Judged,
  lowestRaw,
  summarise,
  type WayQuality,
} from './measure-coaching.ts';

export interface CampaignQuality {
  /** Those who started against those who waited. */
  readonly drawn: WayQuality;
  /** The usual ways, of those who started. */
  readonly beforeAfter: WayQuality;
  readonly differenceInDifferences: WayQuality;
}

/** The lowest raw reps of a team are drawn from: half of them start, the others wait until the end. */
export function measureCampaigns(
  options: { readonly effect: number; readonly deals: number; readonly people: number },
  seeds: readonly number[],
): CampaignQuality {
  const judged = { drawn: [] as Judged[], beforeAfter: [] as Judged[], differences: [] as Judged[] };
  for (const seed of seeds) {
    let listed: readonly string[] = [];
    const now = options.people / 2;
    const history = simulateCoachedStep({
      ...coachedTeam(options.deals),
      seed,
      effect: options.effect,
      choose: (seen, repIds) => {
        listed = lowestRaw(seen, repIds).slice(0, options.people).sort();
        return [...drawWaitList(seed, [{ listed, now }])];
      },
    });
    const { comparison, verdict } = verifyDrawn({
      step: 'step',
      horizon: history.horizon,
      episodes: history.episodes,
      asOfDays: history.asOfDays,
      startDays: history.startDays,
      laterDays: history.asOfDays,
      people: listed.map((repId) => ({ repId, startsNow: history.coached.includes(repId), endDays: null })),
      blocks: [{ listed, now }],
      seed,
    });
    if (comparison === null) throw new Error('there is something to compare');
    const reading = verdict === 'worked' || verdict === 'fell' ? verdict : 'unclear';
    judged.drawn.push({ mean: comparison.estimate, ...comparison.interval, verdict: reading });
    judged.beforeAfter.push(judgeDifference(history, history.coached, []));
    const others = history.repIds.filter((repId) => !listed.includes(repId));
    judged.differences.push(judgeDifference(history, history.coached, others));
  }
  return {
    drawn: summarise(judged.drawn, options.effect),
    beforeAfter: summarise(judged.beforeAfter, options.effect),
    differenceInDifferences: summarise(judged.differences, options.effect),
  };
}

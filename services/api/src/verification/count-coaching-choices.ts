import type { EffectsAnswer, Instant, OutcomeVerification } from '@stepup/contracts';
import { wilsonInterval } from '@stepup/statistics';
import type { StrongFinding } from '@stepup/store';

export type CoachingChoices = NonNullable<EffectsAnswer['rows'][number]['choices']>;

/** What somebody who leads reps decides, whatever the effects turn out to be. */
interface ChoicesKnown {
  readonly now: Instant;
  readonly findings: readonly StrongFinding[];
  /** Plans that became active, each on the step whose rate it was to move. */
  readonly starts: readonly {
    readonly repId: string;
    readonly pipelineId: string;
    readonly stageId: string;
    readonly at: Instant;
  }[];
  /** Whom somebody reported to at a moment. */
  managerOf(repId: string, at: Instant): string | null;
  readonly campaigns: readonly { readonly coachId: string; readonly isByLot: boolean }[];
  readonly verdicts: readonly {
    readonly coachId: string;
    readonly verdict: OutcomeVerification['verdict'];
  }[];
}

/** A flag is to be talked about, and coaching begun, within a fortnight. */
const startedWithinDays = 14;
const dayMs = 86_400_000;

/**
 * By manager: how many strong flags got a coaching start within a fortnight, how many campaigns had people wait by lot, how many episodes of
 * coaching (plans of one focus on one step are one) reached a verdict. Flags that turned out to be none, and those that still have time, are not counted; whoever was being
 * coached on the step when the flag came has started.
 */
export function countCoachingChoices(known: ChoicesKnown): ReadonlyMap<string, CoachingChoices> {
  const { findings, starts, campaigns, verdicts, now } = known;
  const counts = new Map<string, Record<keyof CoachingChoices, { n: number; done: number }>>();
  const add = (managerId: string, what: keyof CoachingChoices, isDone: boolean): void => {
    const own = counts.get(managerId) ?? {
      flags_started: { n: 0, done: 0 },
      wait_lists: { n: 0, done: 0 },
      verdicts_reached: { n: 0, done: 0 },
    };
    own[what].n += 1;
    if (isDone) own[what].done += 1;
    counts.set(managerId, own);
  };
  for (const { repId, pipelineId, stageId, since, createdAt, reviewState } of findings) {
    if (reviewState === 'aberration' || reviewState === 'other_cause') continue;
    const managerId = known.managerOf(repId, createdAt);
    if (managerId === null) continue;
    const untilMs = Date.parse(createdAt) + startedWithinDays * dayMs;
    const isStarted = starts.some(
      (start) =>
        start.repId === repId &&
        start.pipelineId === pipelineId &&
        start.stageId === stageId &&
        start.at >= since &&
        Date.parse(start.at) <= untilMs,
    );
    if (isStarted || untilMs <= Date.parse(now)) add(managerId, 'flags_started', isStarted);
  }
  for (const { coachId, isByLot } of campaigns) add(coachId, 'wait_lists', isByLot);
  for (const { coachId, verdict } of verdicts) add(coachId, 'verdicts_reached', verdict !== 'too_early');
  return new Map(
    [...counts].map(([managerId, own]) => [
      managerId,
      {
        flags_started: toShare(own.flags_started),
        wait_lists: toShare(own.wait_lists),
        verdicts_reached: toShare(own.verdicts_reached),
      },
    ]),
  );
}

function toShare({ n, done }: { n: number; done: number }): CoachingChoices[keyof CoachingChoices] {
  if (n === 0) return { n, done, share: null, interval: null };
  const { lower, upper } = wilsonInterval(done / n, n, 0.8);
  return { n, done, share: done / n, interval: [lower, upper] };
}

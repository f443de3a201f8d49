import type { Episode, Horizon } from '@stepup/diagnosis';
import { judgeEffect } from '../verdict/judge-effect.ts';
import { verifyCoaching } from '../verify-coaching.ts';

interface FakeStarts {
  readonly step: string;
  readonly horizon: Horizon;
  /** Everything known of the step at `asOfDays`, back to a year before the start. */
  readonly episodes: readonly Episode[];
  readonly startDays: number;
  readonly asOfDays: number;
  /** Who was never coached on this step; each is taken as if they had been, the others are compared with. */
  readonly neverCoached: readonly string[];
  /** As verification of real starts takes it. */
  readonly quarterNoise?: number;
}

/** What verification says of people who were never coached, as if their coaching had started on a day. */
interface PlaceboCount {
  /** Fake starts with something to compare. */
  readonly judged: number;
  /** Those of which an effect is reported, up or down. */
  readonly reported: number;
}

/** Runs the very verification on starts that never were. Whatever it reports of them is wrong. */
export function checkFakeStarts(question: FakeStarts): PlaceboCount {
  const { neverCoached, startDays, asOfDays, ...step } = question;
  const effects = neverCoached.flatMap((repId) => {
    const { comparison } = verifyCoaching({
      ...step,
      asOfDays,
      coached: [{ repId, startDays, endDays: null }],
      otherStarts: new Map(
        [...new Set(step.episodes.map((episode) => episode.repId))]
          .filter((other) => !neverCoached.includes(other))
          .map((other) => [other, startDays]),
      ),
      plannedDays: asOfDays,
    });
    return comparison === null ? [] : [judgeEffect(comparison.effect)];
  });
  return { judged: effects.length, reported: effects.filter((reading) => reading !== 'unclear').length };
}

import type { Instant, OutcomeVerification, VerificationContent } from '@stepup/contracts';
import { toDays, toStepKey } from '@stepup/tenant-diagnosis';
import { type CoachedPerson, verifyCoaching } from '@stepup/verification';
import type { KnownPerson } from '@stepup/warehouse';
import { keepEarliest } from './campaign-starts.ts';
import type { CoachedStart } from './coached-start.ts';
import { findEndOfFollowUp } from './find-end-of-follow-up.ts';
import { fixedNoise } from './fixed-noise.ts';
import type { StepHistory } from './read-step-history.ts';
import { toOutcome } from './to-outcome.ts';

/** People who started within so many days of each other on one step are judged together as well. */
const togetherDays = 45;

interface StartQuestion {
  readonly start: CoachedStart;
  /** Everybody's starts, this one among them. */
  readonly starts: readonly CoachedStart[];
  /** When people started on this step in a campaign: they are no comparison from then on. */
  readonly campaignStarts: ReadonlyMap<string, Instant>;
  readonly history: StepHistory;
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly asOf: Instant;
  /** What was said first: its dates and its noise are fixed. */
  readonly before: VerificationContent | null;
  /** Noise of a rep from quarter to quarter as the tenant's history shows it, logits. */
  readonly quarterNoise: number;
}

/** What can be said of the outcome of one plan today, alone and together with those who started about then. */
export function verifyStart(question: StartQuestion): {
  quarter_noise: number;
  outcome: OutcomeVerification;
  group: OutcomeVerification | null;
} {
  const { start, starts, history, before } = question;
  const quarterNoise = fixedNoise(before, question.quarterNoise);
  const onStep = starts.filter(
    ({ pipelineId, stageId }) => pipelineId === start.pipelineId && stageId === start.stageId,
  );
  const firstOf = new Map<string, CoachedStart>();
  for (const other of onStep) {
    const known = firstOf.get(other.repId);
    if (known === undefined || other.startedAt < known.startedAt) firstOf.set(other.repId, other);
  }
  const together = [...firstOf.values()].filter(
    ({ repId, startedAt }) =>
      history.peerIds.includes(repId) &&
      (repId === start.repId || Math.abs(toDays(startedAt) - toDays(start.startedAt)) <= togetherDays),
  );
  const verify = (coached: readonly CoachedStart[], fixedAt: Instant | undefined): OutcomeVerification => {
    const coachedIds = new Set(coached.map(({ repId }) => repId));
    const otherStarts = new Map(question.campaignStarts);
    for (const { repId, startedAt } of firstOf.values()) keepEarliest(otherStarts, repId, startedAt);
    for (const repId of coachedIds) otherStarts.delete(repId);
    const verified = verifyCoaching({
      step: toStepKey(start),
      horizon: history.horizon,
      episodes: history.episodes,
      asOfDays: toDays(question.asOf),
      coached: coached.map((one) => toCoached(one, question)),
      otherStarts: new Map([...otherStarts].map(([repId, at]) => [repId, toDays(at)])),
      plannedDays: fixedAt === undefined ? null : toDays(fixedAt),
      quarterNoise,
    });
    return toOutcome(verified, coached.length);
  };
  const isTogether = together.length > 1 && together.some(({ repId }) => repId === start.repId);
  return {
    quarter_noise: quarterNoise,
    outcome: verify([start], before?.outcome.planned_at),
    group: isTogether ? verify(together, before?.group?.planned_at) : null,
  };
}

function toCoached({ repId, startedAt }: CoachedStart, { people }: StartQuestion): CoachedPerson {
  const end = findEndOfFollowUp(people.get(repId), startedAt);
  return { repId, startDays: toDays(startedAt), endDays: end === null ? null : toDays(end) };
}

import { type CampaignEffectContent, type Instant, instantOfDate } from '@stepup/contracts';
import { toDays, toStepKey } from '@stepup/tenant-diagnosis';
import { countMature, type DrawnVerification, verifyCoaching, verifyDrawn } from '@stepup/verification';
import type { KnownPerson } from '@stepup/warehouse';
import type { StartedCampaign } from './campaign-starts.ts';
import { findEndOfFollowUp } from './find-end-of-follow-up.ts';
import { fixedNoise } from './fixed-noise.ts';
import type { StepHistory } from './read-step-history.ts';
import { toOutcome } from './to-outcome.ts';

const baselineDays = 180;

interface CampaignQuestion {
  readonly campaign: StartedCampaign;
  readonly history: StepHistory;
  readonly people: ReadonlyMap<string, KnownPerson>;
  /** When each person’s first plan on this step became active. */
  readonly planStarts: ReadonlyMap<string, Instant>;
  /** When everybody else’s coaching on this step started, be it a plan or another campaign. */
  readonly otherStarts: ReadonlyMap<string, Instant>;
  readonly asOf: Instant;
  /** What was said first: its date and its noise are fixed. */
  readonly before: CampaignEffectContent | null;
  /** Noise of a rep from quarter to quarter as the tenant's history shows it, logits. */
  readonly quarterNoise: number;
}

/** What can be said of a campaign today: by the lot where one fell, else against colleagues who are not in it, else that there is nothing to compare. */
export function verifyCampaign(question: CampaignQuestion): Omit<CampaignEffectContent, 'behaviour'> {
  const { campaign, history, people, planStarts, asOf } = question;
  const { content, startedAt, laterAt, startOf } = campaign;
  const { pipeline_id, stage_id, draw } = content;
  const endOf = (personId: string): number | null => {
    const end = findEndOfFollowUp(people.get(personId), startedAt);
    return end === null || end >= asOf ? null : toDays(end);
  };
  const started = content.people.filter(({ arm }) => arm !== 'later').map(({ person_id }) => person_id);
  const counted = { repIds: new Set(started), horizonDays: history.horizon.days };
  const [startDays, asOfDays] = [toDays(startedAt), toDays(asOf)];
  const kept = {
    people: content.people.length,
    started_early: content.people.filter(({ person_id, arm }) => {
      const planStart = planStarts.get(person_id);
      return arm === 'later' && planStart !== undefined && planStart < (startOf.get(person_id) ?? laterAt);
    }).length,
    left: content.people.filter(({ person_id }) => endOf(person_id) !== null).length,
  };
  const head = {
    pipeline_id,
    stage_id,
    started_at: startedAt,
    observed: {
      before: countMature(history.episodes, {
        ...counted,
        fromDays: startDays - baselineDays,
        toDays: startDays,
        asOfDays: startDays,
      }),
      since: countMature(history.episodes, { ...counted, fromDays: startDays, toDays: asOfDays, asOfDays }),
    },
    kept,
  };
  const step = { step: toStepKey({ pipelineId: pipeline_id, stageId: stage_id }), ...history };
  if (draw !== null) {
    const drawn = toDrawnOutcome(
      verifyDrawn({
        ...step,
        asOfDays,
        startDays,
        laterDays: toDays(laterAt),
        people: content.people.map(({ person_id, arm }) => ({
          repId: person_id,
          startsNow: arm === 'now',
          endDays: endOf(person_id),
        })),
        blocks: draw.blocks,
        seed: draw.seed,
      }),
      campaign,
    );
    const { verdict, planned_at } = drawn;
    return { ...head, design: 'randomised', verdict, planned_at, drawn, compared: null };
  }
  const { before } = question;
  const quarterNoise = fixedNoise(before, question.quarterNoise);
  const compared = compareWithOthers(question, { startDays, asOfDays, endOf, quarterNoise });
  const { verdict, planned_at } = compared;
  const design = compared.lacks.includes('too_few_controls') ? 'no_comparison' : 'compared';
  return { ...head, design, verdict, planned_at, quarter_noise: quarterNoise, drawn: null, compared };
}

function compareWithOthers(
  { campaign: { content }, history, otherStarts, before }: CampaignQuestion,
  of: {
    readonly startDays: number;
    readonly asOfDays: number;
    readonly endOf: (personId: string) => number | null;
    readonly quarterNoise: number;
  },
) {
  const fixedAt = before?.compared?.planned_at;
  const verified = verifyCoaching({
    step: toStepKey({ pipelineId: content.pipeline_id, stageId: content.stage_id }),
    horizon: history.horizon,
    episodes: history.episodes,
    asOfDays: of.asOfDays,
    coached: content.people.map(({ person_id }) => ({
      repId: person_id,
      startDays: of.startDays,
      endDays: of.endOf(person_id),
    })),
    otherStarts: new Map([...otherStarts].map(([personId, at]) => [personId, toDays(at)])),
    plannedDays: fixedAt === undefined ? null : toDays(fixedAt),
    quarterNoise: of.quarterNoise,
  });
  return toOutcome(verified, content.people.length);
}

function toDrawnOutcome(
  { verdict, plannedDays, now, later, comparison, relevantEffectExcluded, lacks }: DrawnVerification,
  { content: { ended }, laterAt }: StartedCampaign,
): NonNullable<CampaignEffectContent['drawn']> {
  const hasEndedEarly = ended !== null && ended.at < laterAt;
  return {
    // Whoever ends a campaign before its day has perhaps seen how it went.
    verdict: hasEndedEarly ? 'no_evidence' : verdict,
    planned_at: instantOfDate(new Date(Math.round(plannedDays * 86_400_000))),
    now,
    later,
    effect:
      comparison === null || hasEndedEarly
        ? null
        : {
            points: {
              mean: comparison.points.estimate,
              interval: [comparison.points.interval.lower, comparison.points.interval.upper],
            },
            log_odds: {
              mean: comparison.estimate,
              interval: [comparison.interval.lower, comparison.interval.upper],
            },
            expected_rate: comparison.expectedRate,
            chance_of_rise: comparison.chanceOfRise,
            chance_of_fall: comparison.chanceOfFall,
            lots: comparison.lots,
            exhaustive: comparison.exhaustive,
          },
    relevant_effect_excluded: relevantEffectExcluded && !hasEndedEarly,
    lacks: hasEndedEarly ? [...lacks, 'ended_early'] : [...lacks],
  };
}

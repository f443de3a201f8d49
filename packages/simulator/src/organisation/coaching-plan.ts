import type { Rep, Roster } from './people.ts';
import { placementAt } from './people.ts';
import { habits } from './habits.ts';
import type { WorkCalendar } from './work-calendar.ts';
import type { PlantedGap, RepSkill } from './rep-skill.ts';

/** Coaching of some reps on one step, with the effect it truly has from the day it starts. */
export interface Coaching {
  readonly coachingId: string;
  readonly step: number;
  readonly skill: string;
  readonly repIds: readonly string[];
  readonly coachIds: readonly string[];
  readonly fromMs: number;
  /** Change of the log-odds for deals that enter the step from then on; 0 = coaching that changed nothing. */
  readonly effectLogit: number;
}

interface CoachingDraw {
  readonly roster: Roster;
  readonly byRep: ReadonlyMap<string, RepSkill>;
  readonly gaps: readonly PlantedGap[];
  readonly calendar: WorkCalendar;
  readonly startMs: number;
  readonly endMs: number;
}

const campaignStep = 1;
const campaignSize = 4;
const campaignEffectLogit = 0.6;
const uselessStep = 2;

/**
 * Two coachings whose verdicts should differ: a campaign of four on one step that works, and one rep, chosen for
 * being low, whose coaching does nothing. The campaign takes the smaller planted gap of its step and the lowest
 * reps without a planted gap: the usual selection that makes naive before/after comparisons look good.
 */
export function drawCoaching(draw: CoachingDraw): Coaching[] {
  const at = (share: number): number =>
    draw.calendar.openingFrom(draw.startMs + share * (draw.endMs - draw.startMs));
  const lowest = (step: number): string[] => {
    const free = draw.roster.steadyRepIds.filter((repId) => !draw.gaps.some((gap) => gap.repId === repId));
    return free.sort(
      (left, right) => skillLogit(draw.byRep, left, step) - skillLogit(draw.byRep, right, step),
    );
  };
  const smallGaps = (step: number): string[] =>
    draw.gaps.filter((gap) => gap.step === step && gap.logit > -0.6).map(({ repId }) => repId);
  const campaign = [...smallGaps(campaignStep), ...lowest(campaignStep)].slice(0, campaignSize);
  const useless = [...smallGaps(uselessStep), ...lowest(uselessStep)]
    .filter((repId) => !campaign.includes(repId))
    .slice(0, 1);
  return [
    describeCoaching(draw, 'coaching-1', campaignStep, campaign, at(0.55), campaignEffectLogit),
    describeCoaching(draw, 'coaching-2', uselessStep, useless, at(0.6), 0),
  ];
}

function describeCoaching(
  draw: CoachingDraw,
  coachingId: string,
  step: number,
  repIds: readonly string[],
  fromMs: number,
  effectLogit: number,
): Coaching {
  const coached: Rep[] = draw.roster.reps.filter(({ repId }) => repIds.includes(repId));
  return {
    coachingId,
    step,
    skill: habits[step]?.skill ?? '',
    repIds: coached.map(({ repId }) => repId),
    coachIds: [...new Set(coached.map((rep) => placementAt(rep, fromMs).managerId))],
    fromMs,
    effectLogit,
  };
}

/** Log-odds of a rep against a typical colleague at a step, habit included. */
export function skillLogit(byRep: ReadonlyMap<string, RepSkill>, repId: string, step: number): number {
  const skill = byRep.get(repId);
  return (skill?.directLogit[step] ?? 0) + (habits[step]?.slopeLogit ?? 0) * (skill?.habitMeanSd[step] ?? 0);
}

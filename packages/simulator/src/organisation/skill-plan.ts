import { createRandomStream } from '../random-stream.ts';
import type { RandomStream } from '../random-stream.ts';
import type { DecoyName } from './habits.ts';
import { decoys, habits } from './habits.ts';
import type { Rep, Roster } from './people.ts';
import { leadSources, openStages, segments } from './sales-process.ts';
import type { WorkCalendar } from './work-calendar.ts';
import type { PlantedGap, RepSkill } from './rep-skill.ts';
import { drawCoaching } from './coaching-plan.ts';
import type { Coaching } from './coaching-plan.ts';

interface DecoyShift {
  readonly repId: string;
  readonly decoy: DecoyName;
  readonly shiftSd: number;
}

export interface SkillPlan {
  readonly byRep: ReadonlyMap<string, RepSkill>;
  readonly gaps: readonly PlantedGap[];
  readonly decoyShifts: readonly DecoyShift[];
  readonly coaching: readonly Coaching[];
}

interface SkillPlanOptions {
  readonly seed: number;
  readonly roster: Roster;
  readonly calendar: WorkCalendar;
  readonly startMs: number;
  readonly endMs: number;
  readonly quarters: number;
  readonly naturalSpreadLogit: number;
  readonly plantGaps: boolean;
  readonly coach: boolean;
}

const mediatedShare = 0.6;
const habitSpreadSd = 0.35;
const quarterNoiseLogit = 0.1;
/** Size and step of the planted gaps; steps count from 0. */
const gapSizes: readonly { logit: number; step: number }[] = [
  { logit: -0.8, step: 0 },
  { logit: -0.8, step: 0 },
  { logit: -0.8, step: 1 },
  { logit: -0.8, step: 1 },
  { logit: -0.8, step: 2 },
  { logit: -0.8, step: 3 },
  { logit: -0.5, step: 0 },
  { logit: -0.5, step: 1 },
  { logit: -0.5, step: 2 },
  { logit: -0.5, step: 4 },
];
const decoyShiftCount = 6;
const decoyShiftSd = 2;

/** Draws who is how good at what, and why. */
export function drawSkillPlan(options: SkillPlanOptions): SkillPlan {
  const { seed, roster } = options;
  const random = createRandomStream(seed, 'skills');
  const gaps = options.plantGaps ? drawGaps(random, roster) : [];
  const decoyShifts = drawDecoyShifts(random, roster, gaps);
  const natural = drawNaturalSkill(random, roster.reps, options.naturalSpreadLogit);
  const byRep = new Map(
    roster.reps.map((rep, index): [string, RepSkill] => {
      const own = natural[index] ?? { directLogit: [], habitMeanSd: [] };
      const gap = gaps.find(({ repId }) => repId === rep.repId);
      return [rep.repId, addGap({ ...own, ...drawTraits(random, rep, decoyShifts, options.quarters) }, gap)];
    }),
  );
  const coaching = options.coach ? drawCoaching({ ...options, byRep, gaps }) : [];
  return { byRep, gaps, decoyShifts, coaching };
}

/** Alternates between the teams, one gap a rep, so that no team is full of gaps. */
function drawGaps(random: RandomStream, roster: Roster): PlantedGap[] {
  const north = new Set(
    roster.reps.filter(({ placements }) => placements[0]?.team === 'North').map((rep) => rep.repId),
  );
  const shuffled = random.shuffle(roster.steadyRepIds);
  const sides = [shuffled.filter((repId) => north.has(repId)), shuffled.filter((repId) => !north.has(repId))];
  return gapSizes.flatMap(({ logit, step }, index) => {
    const repId = sides[index % 2]?.[Math.floor(index / 2)];
    const slope = habits[step]?.slopeLogit;
    if (repId === undefined || slope === undefined) return [];
    const mediatedLogit = logit * mediatedShare;
    return [{ repId, step, logit, mediatedLogit, habitShiftSd: mediatedLogit / slope }];
  });
}

/** Half of the strong decoys sit on reps with a gap, where they tempt most. */
function drawDecoyShifts(random: RandomStream, roster: Roster, gaps: readonly PlantedGap[]): DecoyShift[] {
  const withGap = random.shuffle(gaps.map(({ repId }) => repId));
  const without = random.shuffle(roster.steadyRepIds.filter((repId) => !withGap.includes(repId)));
  return Array.from({ length: decoyShiftCount }, (_, index) => {
    const repId = (index % 2 === 0 ? withGap.pop() : undefined) ?? without.pop() ?? '';
    return { repId, decoy: decoys[index % decoys.length]?.decoy ?? 'long_calls', shiftSd: decoyShiftSd };
  });
}

interface NaturalSkill {
  directLogit: number[];
  habitMeanSd: number[];
}

/** Natural spread, centred in each team and step so that a typical rep (0) is also the team's middle. */
function drawNaturalSkill(random: RandomStream, reps: readonly Rep[], spreadLogit: number): NaturalSkill[] {
  const drawn = reps.map((rep) => ({
    team: rep.placements[0]?.team,
    directLogit: new Array<number>(),
    habitMeanSd: new Array<number>(),
  }));
  for (const { slopeLogit } of habits) {
    const habitSd = Math.min(habitSpreadSd, spreadLogit / slopeLogit);
    const directSd = Math.sqrt(Math.max(0, spreadLogit ** 2 - (habitSd * slopeLogit) ** 2));
    const values = drawn.map(({ team }) => ({
      team,
      direct: directSd * random.normal(),
      habit: habitSd * random.normal(),
    }));
    for (const [index, rep] of drawn.entries()) {
      const mates = values.filter(({ team }) => team === rep.team);
      const own = values[index];
      if (own === undefined) continue;
      rep.directLogit.push(own.direct - mates.reduce((sum, { direct }) => sum + direct, 0) / mates.length);
      rep.habitMeanSd.push(own.habit - mates.reduce((sum, { habit }) => sum + habit, 0) / mates.length);
    }
  }
  return drawn.map(({ directLogit, habitMeanSd }) => ({ directLogit, habitMeanSd }));
}

type RepTraits = Omit<RepSkill, 'directLogit' | 'habitMeanSd'>;

function drawTraits(
  random: RandomStream,
  rep: Rep,
  decoyShifts: readonly DecoyShift[],
  quarters: number,
): RepTraits {
  const strong = (name: DecoyName): number =>
    decoyShifts
      .filter(({ repId, decoy }) => repId === rep.repId && decoy === name)
      .reduce((sum, { shiftSd }) => sum + shiftSd, 0);
  const tilt = (shares: readonly number[], spread: number): number[] => {
    const weights = shares.map((share) => share * Math.exp(spread * random.normal()));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
  return {
    quarterLogit: openStages.map(() =>
      Array.from({ length: quarters }, () => quarterNoiseLogit * random.normal()),
    ),
    decoySd: {
      mail_preference: 0.5 * random.normal() + strong('mail_preference'),
      long_calls: 0.5 * random.normal() + strong('long_calls'),
      talk_share: 0.5 * random.normal() + strong('talk_share'),
      early_hours: 0.5 * random.normal() + strong('early_hours'),
    },
    segmentShares: tilt(
      segments.map(({ share }) => share),
      0.45,
    ),
    sourceShares: tilt(
      leadSources.map(({ share }) => share),
      0.15,
    ),
    load: random.logNormal(1, 0.12),
    pace: random.logNormal(1, 0.12),
    forgottenShare: Number.isFinite(rep.cleanUpMs) ? 0.2 : 0.05,
  };
}

/** In a gap's cell natural luck is kept within [-0.15, +0.05], so that the planted size is the size found. */
function addGap(skill: RepSkill, gap: PlantedGap | undefined): RepSkill {
  if (gap === undefined) return skill;
  const directGap = gap.logit - gap.mediatedLogit;
  return {
    ...skill,
    directLogit: skill.directLogit.map((value, step) =>
      step === gap.step ? Math.max(-0.1, Math.min(0.05, value)) + directGap : value,
    ),
    habitMeanSd: skill.habitMeanSd.map((value, step) =>
      step === gap.step ? Math.max(-0.1, Math.min(0, value)) + gap.habitShiftSd : value,
    ),
  };
}

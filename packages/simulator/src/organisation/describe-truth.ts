import { formatInstant } from '../simulated-event.ts';
import { computeCellRates } from './cell-rates.ts';
import { skillLogit } from './coaching-plan.ts';
import type { Coaching } from './coaching-plan.ts';
import { decoys, habits } from './habits.ts';
import type { Rep } from './people.ts';
import { leaders, placementAt, teams } from './people.ts';
import { openStages, pipelineId, pipelineName, tenantCurrency, timeZone } from './sales-process.ts';
import type { Truth } from './truth.ts';
import type { OrganisationOptions, World } from './world.ts';

const generatorVersion = 2;
const gapRatio = 0.9;

/** Writes down what the world was drawn as, before any deal is made. */
export function describeTruth(world: World, options: OrganisationOptions): Truth {
  const { plan, roster } = world;
  return {
    generator: {
      name: 'stepup-organisation',
      version: generatorVersion,
      seed: world.seed,
      starts_at: formatInstant(world.startMs),
      ends_at: formatInstant(world.endMs),
      months: world.months,
      scale: world.scale,
      natural_spread_logit: options.naturalSpreadLogit ?? 0.25,
    },
    time_zone: timeZone,
    currency: tenantCurrency,
    pipeline: {
      pipeline_id: pipelineId,
      name: pipelineName,
      steps: openStages.map(({ stageId, name, position, horizonDays, baseRate }) => ({
        stage_id: stageId,
        name,
        position,
        horizon_days: horizonDays,
        base_rate: baseRate,
      })),
    },
    teams: teams.map((team) => ({
      team,
      director_id:
        leaders.find((leader) => leader.role === 'director' && leader.team === team)?.personId ?? '',
      manager_ids: leaders
        .filter((leader) => leader.role === 'manager' && leader.team === team)
        .map((leader) => leader.personId),
      rep_ids: roster.reps
        .filter((rep) => placementAt(rep, world.endMs).team === team)
        .map(({ repId }) => repId),
    })),
    people: roster.reps.map((rep) => describePerson(world, rep)),
    cells: roster.reps.flatMap((rep) => describeCells(world, rep)),
    gaps: plan.gaps.map(({ repId, step, logit, mediatedLogit, habitShiftSd }) => ({
      rep_id: repId,
      stage_id: stageIdOf(step),
      logit,
      mediated_logit: mediatedLogit,
      habit: habits[step]?.habit ?? '',
      habit_shift_sd: habitShiftSd,
      skill: habits[step]?.skill ?? '',
      cause: habits[step]?.gapText ?? '',
      shows_in: habits[step]?.showsIn ?? '',
    })),
    habits: habits.map(({ habit, stageId, skill, slopeLogit, showsIn }) => ({
      habit,
      stage_id: stageId,
      skill,
      slope_logit_per_sd: slopeLogit,
      shows_in: showsIn,
    })),
    decoys: plan.decoyShifts.map(({ repId, decoy, shiftSd }) => ({
      rep_id: repId,
      habit: decoy,
      shift_sd: shiftSd,
      shows_in: decoys.find((row) => row.decoy === decoy)?.showsIn ?? '',
    })),
    coaching: plan.coaching.map((coaching) => ({
      coaching_id: coaching.coachingId,
      stage_id: stageIdOf(coaching.step),
      skill: coaching.skill,
      rep_ids: [...coaching.repIds],
      coach_ids: [...coaching.coachIds],
      from: formatInstant(coaching.fromMs),
      effect_logit: coaching.effectLogit,
    })),
  };
}

function stageIdOf(step: number): string {
  return openStages[step]?.stageId ?? '';
}

function describePerson(world: World, rep: Rep): Truth['people'][number] {
  const { managerId, team } = placementAt(rep, world.endMs);
  const story = findStory(world, rep);
  return {
    rep_id: rep.repId,
    name: rep.name,
    team,
    manager_id: managerId,
    event: story?.event ?? null,
    event_at: story === null ? null : formatInstant(story.atMs),
  };
}

type Story = { event: 'joined' | 'left' | 'moved' | 'cleaned_up'; atMs: number };

function findStory(world: World, rep: Rep): Story | null {
  const move = rep.placements[1];
  if (rep.joinedMs > world.startMs) return { event: 'joined', atMs: rep.joinedMs };
  if (Number.isFinite(rep.leftMs)) return { event: 'left', atMs: rep.leftMs };
  if (move !== undefined) return { event: 'moved', atMs: move.fromMs };
  if (Number.isFinite(rep.cleanUpMs)) return { event: 'cleaned_up', atMs: rep.cleanUpMs };
  return null;
}

function describeCells(world: World, rep: Rep): Truth['cells'] {
  const { plan } = world;
  const coachings = openStages.map((_, step): Coaching | undefined =>
    plan.coaching.find((coaching) => coaching.step === step && coaching.repIds.includes(rep.repId)),
  );
  const rates = computeCellRates(
    world,
    rep,
    coachings.map((coaching) => coaching?.effectLogit ?? 0),
  );
  return rates.map(({ rate, typical, coachedRate }, step) => {
    const coaching = coachings[step];
    return {
      rep_id: rep.repId,
      stage_id: stageIdOf(step),
      skill_logit: skillLogit(plan.byRep, rep.repId, step),
      rate,
      typical,
      is_gap: rate <= gapRatio * typical,
      planted_gap_logit: plan.gaps.find((gap) => gap.repId === rep.repId && gap.step === step)?.logit ?? null,
      coached:
        coaching === undefined
          ? null
          : { from: formatInstant(coaching.fromMs), effect_logit: coaching.effectLogit, rate: coachedRate },
    };
  });
}

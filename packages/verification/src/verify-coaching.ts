import { diagnoseTeam, type Episode, type Horizon, type StepFit } from '@stepup/diagnosis';
import type { ComparedStart } from './effect/compared-start.ts';
import { type EffectEstimate, estimateEffect } from './effect/estimate-effect.ts';
import { DEFAULT_QUARTER_NOISE } from './effect/follow-up-model.ts';
import { meanStanding } from './effect/mean-standing.ts';
import { type Baseline, DEFAULT_RAMP_DAYS, modelSinceStart } from './effect/model-since-start.ts';
import { knownOn } from './known-on.ts';
import { decideOutcome, type EffectLook, type OutcomeDecision } from './verdict/decide-outcome.ts';
import { judgeEffect } from './verdict/judge-effect.ts';
import { LONGEST_WAIT_DAYS, planDecision, type PlannedDecision } from './verdict/plan-decision.ts';

export interface CoachedPerson {
  readonly repId: string;
  readonly startDays: number;
  /** When the person left, changed team or role; deals entered later say nothing about the coaching. Null: still there. */
  readonly endDays: number | null;
}

export interface VerificationQuestion {
  readonly step: string;
  readonly horizon: Horizon;
  /** Everything known of the step at `asOfDays`, back to a year before the earliest start. */
  readonly episodes: readonly Episode[];
  readonly asOfDays: number;
  /** One person, or all of a campaign; people who started on one day are compared as one start. */
  readonly coached: readonly CoachedPerson[];
  /** When everybody else's coaching on this step first started, by person. */
  readonly otherStarts: ReadonlyMap<string, number>;
  /** Fixed when the plan became active; null lets it be planned by what was known at the start. */
  readonly plannedDays: number | null;
  /** Noise of a rep from quarter to quarter, logits; .15 unless estimated. Fixed with the first verdict, as the date is. */
  readonly quarterNoise?: number;
}

interface Comparison {
  readonly effect: EffectEstimate;
  /** Mean standing of the coached in the baseline, logits over a typical colleague with the same leads. */
  readonly baselineStanding: number;
  readonly observed: { readonly entered: number; readonly exposure: number; readonly advanced: number };
  /** Who was not coached on this step up to this look. */
  readonly controlIds: readonly string[];
}

export interface Verification extends OutcomeDecision {
  readonly planned: PlannedDecision;
  readonly plannedDays: number;
  readonly looks: readonly EffectLook[];
  /** Of the look that decided, or the latest; null where nothing can be compared. */
  readonly comparison: Comparison | null;
  /** P(effect > .2) ≤ .10: an effect worth having is as good as excluded. */
  readonly relevantEffectExcluded: boolean;
  readonly lacks: readonly VerificationLack[];
}

/** Why less can be said than was hoped. */
export type VerificationLack =
  'no_baseline' | 'too_few_controls' | 'nothing_entered' | 'follow_up_ended_early';

const LOOK_EVERY_DAYS = 30;
/** With fewer there is no telling the period from the coaching. */
const LEAST_CONTROLS = 3;
const RELEVANT_EXCLUDED = 0.1;
/** A control with fewer deals says next to nothing of the period. */
const LEAST_CONTROL_DEALS = 5;

/**
 * What can be said today of coaching on one step: an effect against what would have happened anyway, at every monthly look
 * since the latest start, and the verdict that stands. A pure function of what is known; nobody coached earlier or meanwhile is ever
 * a comparison.
 */
export function verifyCoaching(question: VerificationQuestion): Verification {
  const groups = [...Map.groupBy(question.coached, ({ startDays }) => startDays)].map(
    ([startDays, people]) => ({
      people,
      baseline: fitBaseline(question, startDays),
    }),
  );
  const latestStart = Math.max(...question.coached.map(({ startDays }) => startDays));
  const planned = planFrom(question, groups);
  const plannedDays = question.plannedDays ?? latestStart + planned.afterDays;
  const looks: EffectLook[] = [];
  let comparison: Comparison | null = null;
  const lacks = new Set<VerificationLack>();
  for (const asOfDays of lookDays(latestStart, plannedDays, question.asOfDays)) {
    const look = compareAt(question, groups, asOfDays);
    if (look.kind === 'lacking') {
      lacks.add(look.lack);
      looks.push({ asOfDays, reading: 'unclear' });
      continue;
    }
    comparison = look.comparison;
    looks.push({ asOfDays, reading: judgeEffect(comparison.effect) });
    if (decideOutcome(looks, plannedDays).decidedDays !== null) break;
  }
  if (comparison !== null)
    for (const lack of ['nothing_entered', 'too_few_controls'] as const) lacks.delete(lack);
  if (
    question.coached.some(
      ({ endDays }) => endDays !== null && endDays < Math.min(plannedDays, question.asOfDays),
    )
  ) {
    lacks.add('follow_up_ended_early');
  }
  return {
    ...decideOutcome(looks, plannedDays),
    planned,
    plannedDays,
    looks,
    comparison,
    relevantEffectExcluded: comparison !== null && comparison.effect.pRelevant <= RELEVANT_EXCLUDED,
    lacks: [...lacks],
  };
}

interface Group {
  readonly people: readonly CoachedPerson[];
  readonly baseline: Baseline | null;
}

/** Every thirty days, the planned day, and today while nothing is decided. */
function* lookDays(startDays: number, plannedDays: number, asOfDays: number): Generator<number> {
  for (
    let days = startDays + LOOK_EVERY_DAYS;
    days < Math.min(plannedDays, asOfDays);
    days += LOOK_EVERY_DAYS
  ) {
    yield days;
  }
  if (plannedDays <= asOfDays) yield plannedDays;
}

function fitBaseline({ step, horizon, episodes }: VerificationQuestion, startDays: number): Baseline | null {
  const seen = knownOn(episodes, startDays);
  if (seen.length === 0) return null;
  const repIds = [...new Set(seen.map(({ repId }) => repId))];
  const diagnosis = diagnoseTeam({ repIds, asOfDays: startDays, steps: [{ step, horizon, episodes: seen }] });
  const fit = diagnosis.fits[0];
  return fit === undefined ? null : { startDays, fit, phi: diagnosis.overdispersion.phi };
}

type LookResult =
  | { readonly kind: 'compared'; readonly comparison: Comparison }
  | { readonly kind: 'lacking'; readonly lack: VerificationLack };

function compareAt(question: VerificationQuestion, groups: readonly Group[], asOfDays: number): LookResult {
  const starts: ComparedStart[] = [];
  const controlIds = new Set<string>();
  const observed = { entered: 0, exposure: 0, advanced: 0 };
  const standings: number[] = [];
  let lack: VerificationLack = 'no_baseline';
  for (const { people, baseline } of groups) {
    if (baseline === null) continue;
    const { repIds } = baseline.fit.step;
    const endOf = new Map(people.map(({ repId, endDays }) => [repId, endDays ?? Infinity]));
    const counted = question.episodes.filter(
      ({ repId, enteredAtDays }) => enteredAtDays < (endOf.get(repId) ?? Infinity),
    );
    const { model, followUp } = modelSinceStart({
      baseline,
      episodes: knownOn(counted, asOfDays),
      asOfDays,
      quarterNoise: question.quarterNoise ?? DEFAULT_QUARTER_NOISE,
    });
    const coached = repIds.flatMap((repId, row) => (endOf.has(repId) ? [row] : []));
    const controls = repIds.flatMap((repId, row) =>
      isControl(question, repId, asOfDays) && (followUp.reps[row]?.exposure ?? 0) >= LEAST_CONTROL_DEALS
        ? [row]
        : [],
    );
    if (coached.length === 0) continue;
    if (controls.length < LEAST_CONTROLS) {
      lack = 'too_few_controls';
      continue;
    }
    for (const row of controls) controlIds.add(repIds[row] ?? '');
    for (const row of coached) {
      standings.push(meanStanding(baseline.fit, row));
      observed.entered += followUp.reps[row]?.entered ?? 0;
      observed.exposure += followUp.reps[row]?.exposure ?? 0;
      observed.advanced += followUp.reps[row]?.advanced ?? 0;
    }
    starts.push({ model, coached, controls });
  }
  if (starts.length === 0) return { kind: 'lacking', lack };
  if (observed.exposure === 0) return { kind: 'lacking', lack: 'nothing_entered' };
  const comparison = {
    effect: estimateEffect(starts),
    baselineStanding: standings.reduce((sum, one) => sum + one, 0) / standings.length,
    observed,
    controlIds: [...controlIds].sort(),
  };
  return { kind: 'compared', comparison };
}

/** Not coached on this step until that day; the coached themselves never are. */
function isControl({ coached, otherStarts }: VerificationQuestion, repId: string, asOfDays: number): boolean {
  return (
    !coached.some((person) => person.repId === repId) && (otherStarts.get(repId) ?? Infinity) >= asOfDays
  );
}

function planFrom(question: VerificationQuestion, groups: readonly Group[]): PlannedDecision {
  const coached: { baselineDeals: number; entriesPerDay: number }[] = [];
  const controls: { baselineDeals: number; entriesPerDay: number }[] = [];
  let [squaredSpread, rate, found] = [0, 0, 0];
  for (const { people, baseline } of groups) {
    if (baseline === null) continue;
    const { fit, phi, startDays } = baseline;
    for (const [row, repId] of fit.step.repIds.entries()) {
      const deals = (fit.step.exposure.reps[row]?.exposure ?? 0) / phi;
      if (deals <= 0) continue;
      const expected = { baselineDeals: deals, entriesPerDay: deals / fit.step.window.days };
      if (people.some((person) => person.repId === repId)) coached.push(expected);
      else if (isControl(question, repId, startDays)) controls.push(expected);
    }
    squaredSpread += fit.posterior.meanSpread ** 2;
    rate += typicalRate(fit);
    found += 1;
  }
  if (coached.length === 0 || controls.length === 0)
    return { kind: 'not_decidable', afterDays: LONGEST_WAIT_DAYS };
  return planDecision({
    coached,
    controls,
    squaredSpread: squaredSpread / found,
    rate: rate / found,
    quarterNoise: question.quarterNoise ?? DEFAULT_QUARTER_NOISE,
    rampDays: DEFAULT_RAMP_DAYS,
    horizonDays: question.horizon.days,
  });
}

function typicalRate({ step }: StepFit): number {
  let [n, x] = [0, 0];
  for (const { exposure, advanced } of step.exposure.reps) {
    n += exposure;
    x += advanced;
  }
  return Math.min(0.95, Math.max(0.05, n > 0 ? x / n : 0.5));
}

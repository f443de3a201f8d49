import type { TeamDiagnosis } from '../diagnose-team.ts';
import { findCaseColumn } from '../exposure/case-columns.ts';
import type { Lead } from '../exposure/case-segment.ts';
import type { Thresholds } from '../verdict/thresholds.ts';
import { DEFAULT_THRESHOLDS } from '../verdict/thresholds.ts';
import type { ValueOf, WonDeal } from './deal-values.ts';
import { estimateDealValues } from './deal-values.ts';
import type { SkillDraws } from './draw-skills.ts';
import { drawSkills } from './draw-skills.ts';
import type { ChainDelays, PreparedFlow } from './expected-wins.ts';
import { prepareChainDelays, prepareFlow } from './expected-wins.ts';
import type { StepFit } from '../step-fit.ts';

export type LeverQuestion = {
  readonly diagnosis: TeamDiagnosis;
  /** Names of steps in the order of the process, one list a pipeline. Steps nobody enters are passed over. */
  readonly chains: readonly (readonly string[])[];
  /** The team's won deals, as many as are worth averaging over (a year). */
  readonly wonDeals: readonly WonDeal[];
  readonly thresholds?: Thresholds;
  /** 1000 unless told otherwise. */
  readonly draws?: number;
  readonly seed?: number;
};

/** A team prepared for questions about what better rates would be worth. */
export type LeverModel = {
  readonly chains: readonly ChainModel[];
  readonly valueOf: ValueOf;
  readonly draws: number;
  readonly phi: number;
  readonly thresholds: Thresholds;
};

export type ChainModel = {
  readonly steps: readonly ChainStep[];
  readonly delays: ChainDelays;
  /** Deals of one kind of one rep along the chain, by rep. */
  readonly flowsOf: ReadonlyMap<string, readonly LeadClass[]>;
};

export type ChainStep = {
  readonly fit: StepFit;
  readonly skills: SkillDraws;
  readonly rowOf: ReadonlyMap<string, number>;
};

type LeadClass = {
  readonly lead: Lead;
  /** Segment effect of this kind at each step, logits; 0 where the step has not seen it. */
  readonly segmentEffects: Float64Array;
  readonly flow: PreparedFlow;
};

const DRAWS = 1000;

/** Draws the skills of a team and lays out what is under way; one preparation serves every rep and every what-if. */
export function prepareLevers(question: LeverQuestion): LeverModel {
  const { diagnosis, draws = DRAWS, seed = 1, thresholds = DEFAULT_THRESHOLDS } = question;
  const fitOf = new Map(diagnosis.fits.map((fit) => [fit.step.step, fit]));
  const chains = question.chains.flatMap((names) => {
    const fits = names.flatMap((name) => {
      const fit = fitOf.get(name);
      return fit === undefined || !hasExposure(fit) ? [] : [fit];
    });
    return fits.length === 0 ? [] : [prepareChain(fits, draws, seed)];
  });
  return {
    chains,
    valueOf: estimateDealValues(question.wonDeals),
    draws,
    phi: diagnosis.overdispersion.phi,
    thresholds,
  };
}

function hasExposure({ step }: StepFit): boolean {
  return step.exposure.reps.some(({ exposure }) => exposure > 0);
}

function prepareChain(fits: readonly StepFit[], draws: number, seed: number): ChainModel {
  const delays = prepareChainDelays(
    fits.map(({ step }) => ({ advance: step.exposure.delays, loss: step.flow.losses })),
  );
  return {
    steps: fits.map((fit) => ({
      fit,
      skills: drawSkills(fit, draws, seed),
      rowOf: new Map(fit.step.repIds.map((repId, row) => [repId, row])),
    })),
    delays,
    flowsOf: collectFlows(fits, delays),
  };
}

type DraftFlow = { startsPerWeek: number[]; open: { ageDays: number; deals: number }[][] };

function collectFlows(fits: readonly StepFit[], delays: ChainDelays): Map<string, LeadClass[]> {
  const drafts = new Map<string, Map<string, { lead: Lead; flow: DraftFlow }>>();
  const draftOf = (repId: string, lead: Lead): DraftFlow => {
    const ofRep = drafts.get(repId) ?? new Map<string, { lead: Lead; flow: DraftFlow }>();
    drafts.set(repId, ofRep);
    const key = JSON.stringify([lead.segmentKey, lead.amount]);
    const known = ofRep.get(key);
    if (known !== undefined) return known.flow;
    const flow = { startsPerWeek: fits.map(() => 0), open: fits.map(() => []) };
    ofRep.set(key, { lead, flow });
    return flow;
  };
  const knowsStarts = fits.some(({ step }) => step.flow.knowsStarts);
  for (const [s, { step }] of fits.entries()) {
    const starts = knowsStarts ? step.flow.starts : s === 0 ? step.flow.entries : [];
    for (const { repId, lead, dealsPerWeek } of starts) {
      const flow = draftOf(repId, lead);
      flow.startsPerWeek[s] = (flow.startsPerWeek[s] ?? 0) + dealsPerWeek;
    }
    for (const { repId, lead, ageDays, deals } of step.flow.open) {
      draftOf(repId, lead).open[s]?.push({ ageDays, deals });
    }
  }
  return new Map(
    [...drafts].map(([repId, ofRep]) => [
      repId,
      [...ofRep]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { lead, flow }]) => ({
          lead,
          segmentEffects: Float64Array.from(fits, (fit) => segmentEffect(fit, lead)),
          flow: prepareFlow(delays, flow),
        })),
    ]),
  );
}

function segmentEffect({ step, likelihood }: StepFit, lead: Lead): number {
  const column = findCaseColumn(step.exposure.columns, lead);
  return column === null ? 0 : (likelihood.caseMix.segmentEffects[column] ?? 0);
}

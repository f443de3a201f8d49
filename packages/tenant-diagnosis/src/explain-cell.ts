import type { Playbook } from '@stepup/contracts';
import {
  type CellContext,
  type DiagnosisCell,
  explainGap,
  fitIndicators,
  type GapExplanation,
  isUnworkableReason,
  judgeStageUse,
  type LeverModel,
  recogniseContext,
  type StageUse,
} from '@stepup/diagnosis';
import { listPossibleGaps, type ProcessStage } from '@stepup/playbook';
import { readEarlyDeals, readRepRecords, type Warehouse } from '@stepup/warehouse';
import { chooseFittingGaps, type FittingGap } from './choose-fitting-gaps.ts';
import type { DiagnosedTeam } from './diagnose-tenant.ts';
import { earlySignals, toIndicatorDeal } from './early-signals.ts';
import { fromStepKey } from './step-key.ts';

export type { FittingGap } from './choose-fitting-gaps.ts';

/** What may be behind a gap, in the order in which it is asked: the data and the role first, skill last. */
export interface CellExplanation {
  readonly contexts: readonly CellContext[];
  readonly stageUse: StageUse;
  readonly kind: GapExplanation['kind'] | 'not_listed';
  /** Where the kind is `not_enough_data`: deals at hand and needed. */
  readonly lack: { readonly have: number; readonly need: number } | null;
  /** At most two, and none while context or stages already account for the rate. */
  readonly fitting: readonly FittingGap[];
  /** Deals of the rep that had their full time at the step, at most 500. */
  readonly dealIds: readonly string[];
}

const mostDeals = 500;

/** Looks behind one cell that has a gap. */
export async function explainCell(
  warehouse: Warehouse,
  {
    diagnosed,
    levers,
    cell,
    playbook,
    stages,
  }: {
    readonly diagnosed: DiagnosedTeam;
    readonly levers: LeverModel;
    readonly cell: DiagnosisCell;
    readonly playbook: Playbook;
    readonly stages: readonly ProcessStage[];
  },
): Promise<CellExplanation> {
  const { repId, step, rate, typical, horizonDays, windowDays } = cell;
  const fit = diagnosed.diagnosis.fits.find((other) => other.step.step === step);
  if (fit === undefined || rate === null || typical === null)
    throw new Error(`${step} of ${repId} has no rate`);
  const { pipelineId, stageId } = fromStepKey(step);
  const { tenant, asOf } = diagnosed.moment;
  const at = { tenant, pipelineId, stageId, asOf, maxAgeDays: windowDays, personIds: fit.step.repIds };
  const records = await readRepRecords(warehouse, at);
  const contexts = recogniseContext(
    fit,
    repId,
    records.map(({ lostReasons, ...record }) => ({
      ...record,
      lostAsUnworkable: lostReasons.filter(isUnworkableReason).length,
    })),
  );
  const stageUse = judgeStageUse(levers, repId, step);
  const deals = await readEarlyDeals(warehouse, { ...at, horizonDays });
  const explanation = explainGap(
    fitIndicators(
      earlySignals.map(({ id, favourable, order }) => ({ id, favourable, order })),
      deals.map(toIndicatorDeal),
    ),
    { repId, skill: Math.min(0, logit(rate) - logit(typical)), rate, typical },
  );
  const isSkillFirst = contexts.length === 0 && stageUse.kind === 'no_sign';
  const gaps = listPossibleGaps(playbook, stages, { pipelineId, stageId });
  const fitting = isSkillFirst ? chooseFittingGaps(explanation, gaps) : [];
  const isUnlisted = isSkillFirst && explanation.kind === 'fits_the_data' && fitting.length === 0;
  return {
    contexts,
    stageUse,
    kind: isUnlisted ? 'not_listed' : explanation.kind,
    lack: explanation.kind === 'not_enough_data' ? { have: explanation.have, need: explanation.need } : null,
    dealIds: deals
      .filter((deal) => deal.repId === repId)
      .map(({ dealId }) => dealId)
      .slice(0, mostDeals),
    fitting,
  };
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

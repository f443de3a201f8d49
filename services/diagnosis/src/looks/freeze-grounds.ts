import { type FrozenGrounds, isSignalId, signals } from '@stepup/contracts';
import {
  type DiagnosisCell,
  MODEL_VERSION,
  rankLevers,
  type RepLevers,
  type StageUse,
} from '@stepup/diagnosis';
import type { ProcessStage, ResolvedPlaybook } from '@stepup/playbook';
import {
  diagnoseOneTeam,
  type DiagnosedTeam,
  explainCell,
  type FittingGap,
  fromStepKey,
  prepareTeamLevers,
  toGain,
} from '@stepup/tenant-diagnosis';
import type { Warehouse } from '@stepup/warehouse';
import type { StandingFinding } from './standing-findings.ts';

/** What a finding is explained with. */
export interface GroundsScope {
  readonly tenant: string;
  readonly playbook: ResolvedPlaybook;
  readonly stages: readonly ProcessStage[];
  readonly inputWatermark: string;
}

/**
 * What stands behind a finding as of the look that raised it: context, use of stages, possible gaps of the playbook, the lever,
 * the curve and the deals. Kept with the finding for good.
 */
export async function freezeGrounds(
  warehouse: Warehouse,
  scope: GroundsScope,
  finding: StandingFinding,
): Promise<FrozenGrounds> {
  const { evidence, repId, teamKey } = finding;
  const asked = { tenant: scope.tenant, asOf: evidence.at, windowDays: null };
  const diagnosed = await diagnoseOneTeam(
    warehouse,
    asked,
    ({ key, repIds }) => key === teamKey || repIds.includes(repId),
  );
  if (diagnosed === null) throw new Error(`no team has ${repId}`);
  const levers = await prepareTeamLevers(warehouse, diagnosed);
  const { playbook, stages, inputWatermark } = scope;
  const cell: DiagnosisCell = evidence.cell;
  const explanation = await explainCell(warehouse, {
    diagnosed,
    levers,
    cell,
    playbook: playbook.playbook,
    stages,
  });
  const ranked = rankLevers(levers, repId);
  const { currency } = diagnosed.moment;
  const here = ranked.kind === 'ranked' ? ranked.levers.find(({ step }) => step === cell.step) : undefined;
  const isAsked = explanation.contexts.length === 0 && explanation.stageUse.kind === 'no_sign';
  return {
    lever: toLever(ranked, currency),
    gain_here: here === undefined ? null : toGain(here, currency),
    contexts: explanation.contexts.map(({ kind, share, peerShare, deals }) => ({
      kind,
      share,
      peer_share: peerShare,
      deals,
    })),
    stage_use: toStageUse(explanation.stageUse),
    explanation: isAsked ? explanation.kind : 'not_asked',
    hypotheses: explanation.fitting.map(toHypothesis),
    delay_curve: toCurve(diagnosed, cell),
    deal_ids: [...explanation.dealIds],
    model_version: MODEL_VERSION,
    playbook_version: playbook.version,
    input_watermark: inputWatermark,
  };
}

function toLever(ranked: RepLevers, currency: string | null): FrozenGrounds['lever'] {
  const best = ranked.kind === 'ranked' ? ranked.levers[0] : undefined;
  if (ranked.kind !== 'ranked' || best === undefined) return null;
  const { pipelineId, stageId } = fromStepKey(best.step);
  return {
    pipeline_id: pipelineId,
    stage_id: stageId,
    probability_best: best.probabilityBest,
    verdict: ranked.verdict,
    gain: toGain(best, currency),
  };
}

function toStageUse(use: StageUse): FrozenGrounds['stage_use'] {
  if (use.kind === 'no_sign') return null;
  if (use.reason === 'neighbour_offsets') {
    return {
      reason: use.reason,
      neighbour_stage_id: fromStepKey(use.neighbour).stageId,
      product: use.product,
      typical_product: use.typicalProduct,
      share: null,
      peer_share: null,
    };
  }
  return {
    reason: use.reason,
    neighbour_stage_id: null,
    product: null,
    typical_product: null,
    share: use.share,
    peer_share: use.peerShare,
  };
}

function toHypothesis({
  gap,
  evidence,
  pointsExplained,
  dealIds,
}: FittingGap): FrozenGrounds['hypotheses'][number] {
  const [strongest] = evidence;
  return {
    id: gap.id,
    skill_id: gap.skill,
    name: gap.of.name,
    because: gap.because,
    rep_value: strongest?.repValue ?? null,
    peer_value: strongest?.peerValue ?? null,
    points_explained: pointsExplained,
    signs: evidence.map(({ indicator, repValue, peerValue, measured, points }) => ({
      indicator,
      title: isSignalId(indicator) ? signals[indicator].title : indicator,
      rep_value: repValue,
      peer_value: peerValue,
      measured,
      points,
    })),
    ask: [...gap.ask],
    look_at: gap.look_at.map(({ text }) => text),
    deal_ids: [...dealIds],
  };
}

const mostPoints = 60;

/** Share of the team's advances within so many days, at no more than sixty points. */
function toCurve({ diagnosis }: DiagnosedTeam, cell: DiagnosisCell): FrozenGrounds['delay_curve'] {
  const curve = diagnosis.fits.find(({ step }) => step.step === cell.step)?.step.exposure.delays;
  if (curve === undefined || curve.total === 0) return [];
  const stride = Math.max(1, Math.ceil(curve.sortedDays.length / mostPoints));
  return [...curve.sortedDays.keys()]
    .filter((index) => index % stride === stride - 1 || index === curve.sortedDays.length - 1)
    .map((index) => [curve.sortedDays[index] ?? 0, (curve.cumulated[index] ?? 0) / curve.total]);
}

import type { CellNote, DiagnosisCell, EvidenceLack } from './diagnosis-cell.ts';
import type { RepExposure } from './exposure/compute-exposure.ts';
import { averageSkillPrior } from './model/known-typical.ts';
import { summariseRep } from './model/rep-posterior.ts';
import type { RepPosterior } from './model/rep-posterior.ts';
import type { StepFit } from './step-fit.ts';
import { assignTiers } from './verdict/assign-tiers.ts';
import { decidedDealsJudge } from './verdict/decided-gap.ts';
import { computeDetectableGap } from './verdict/detectable-gap.ts';
import { describeLack, hasEnoughEvidence } from './verdict/judge-evidence.ts';
import type { Thresholds } from './verdict/thresholds.ts';
import { rateFollowsTenure, rateFollowsVolume } from './verdict/volume-relation.ts';
import { isNewcomer } from './verdict/limit-to-newcomers.ts';

export type TeamFits = {
  /** Who gets cells, sorted. */
  readonly repIds: readonly string[];
  /** Everyone compared, also those without cells. */
  readonly headcount: number;
  readonly fits: readonly StepFit[];
  readonly phi: number;
  readonly thresholds: Thresholds;
  readonly tenureDays: ReadonlyMap<string, number>;
};

/** Builds every rep × step of a look; the cells that are `ok` form the family of the list rule. */
export function buildCells(team: TeamFits): DiagnosisCell[] {
  const builders = team.fits.map((fit) => cellBuilder(fit, team));
  const cells = team.repIds.flatMap((repId) => builders.map((build) => build(repId)));
  const family = cells.flatMap((cell, index) => {
    if (cell.state !== 'ok' || cell.pGap === null || cell.lfsr === null) return [];
    if (cell.notes.includes('open_not_decided')) return [];
    const cappedAtProbable = cell.notes.includes('spread_borrowed');
    return [{ index, pGap: cell.pGap, lfsr: cell.lfsr, cappedAtProbable }];
  });
  const tiers = assignTiers(family, team.thresholds);
  const tierOfCell = new Map(family.map(({ index }, i) => [index, tiers[i] ?? 'none']));
  return cells.map((cell, index) => ({ ...cell, tier: tierOfCell.get(index) ?? 'none' }));
}

function cellBuilder(fit: StepFit, team: TeamFits): (repId: string) => DiagnosisCell {
  const { step } = fit;
  const rowOf = new Map(step.repIds.map((repId, row) => [repId, row]));
  const skillPrior = averageSkillPrior(fit.posterior);
  const stepNotes = describeStep(fit, team);
  const { margin } = team.thresholds;
  const isLeftOpen = decidedDealsJudge(fit, team);
  return (repId) => {
    const row = rowOf.get(repId);
    const exposure = row === undefined ? undefined : step.exposure.reps[row];
    const base = {
      repId,
      step: step.step,
      tier: 'none' as const,
      horizonDays: step.horizon.days,
      horizonSource: step.horizon.source,
      windowDays: step.window.days,
      phi: team.phi,
      ...countsOf(exposure),
      lack: null,
      notes: [...stepNotes, ...describeRep(exposure, team.tenureDays.get(repId))].sort(),
    };
    const lackOf = (typical: number | null): EvidenceLack =>
      describeLack(
        {
          exposure: exposure?.exposure ?? 0,
          typical,
          entered: step.flow.dealsOf.get(repId)?.entered ?? 0,
          windowDays: step.window.days,
        },
        team.thresholds,
      );
    if (row === undefined || exposure === undefined || exposure.exposure === 0) {
      const state = isTeamTooSmall(team) ? 'team_too_small' : 'not_enough_data';
      const lack = state === 'not_enough_data' ? lackOf(null) : null;
      return { ...base, ...NO_STATEMENT, lack, state };
    }
    const posterior = summariseRep(fit.likelihood, fit.posterior, row, margin);
    const shrunken = { rate: posterior.rate, interval: posterior.interval };
    const state = judgeState(team, fit, exposure, posterior);
    if (state === 'team_too_small') return { ...base, ...NO_STATEMENT, ...shrunken, state };
    if (state === 'not_enough_data') {
      const { typical } = posterior;
      return { ...base, ...NO_STATEMENT, ...shrunken, typical, lack: lackOf(typical), state };
    }
    const gap = computeDetectableGap(
      {
        effectiveExposure: base.n / team.phi,
        typical: posterior.typical,
        skillPrior,
        tier: 'probable',
      },
      team.thresholds,
    );
    const leftOpen: CellNote[] = isLeftOpen(row, posterior) ? ['open_not_decided'] : [];
    return {
      ...base,
      ...shrunken,
      notes: [...base.notes, ...leftOpen].sort(),
      state,
      typical: posterior.typical,
      pGap: posterior.pGap,
      lfsr: posterior.lfsr,
      detectableGap: gap.kind === 'shortfall' ? gap.share : null,
    };
  };
}

const NO_STATEMENT = {
  rate: null,
  interval: null,
  typical: null,
  pGap: null,
  lfsr: null,
  detectableGap: null,
};

const OWNER_CHANGES_TOLERATED = 0.2;

function isTeamTooSmall(team: TeamFits): boolean {
  return team.headcount < team.thresholds.peers.toCompare;
}

function judgeState(
  team: TeamFits,
  fit: StepFit,
  exposure: RepExposure,
  posterior: RepPosterior,
): DiagnosisCell['state'] {
  if (isTeamTooSmall(team)) return 'team_too_small';
  if (!hasEnoughEvidence(exposure.exposure, posterior.typical, team.thresholds)) return 'not_enough_data';
  return fit.comparison === 'team_too_small' ? 'team_too_small' : 'ok';
}

function countsOf(exposure: RepExposure | undefined): Pick<DiagnosisCell, 'n' | 'mature' | 'rawRate'> {
  if (exposure === undefined) return { n: 0, mature: { entered: 0, advanced: 0 }, rawRate: null };
  // In tiny cells the age-weighted exposure may fall below the successes; what is shown stays a share.
  const n = Math.max(exposure.exposure, exposure.advanced);
  return { n, mature: exposure.mature, rawRate: n > 0 ? exposure.advanced / n : null };
}

function describeStep(fit: StepFit, { thresholds, tenureDays }: TeamFits): CellNote[] {
  const notes: CellNote[] = [];
  const { step } = fit;
  const tenures = step.repIds.map((repId) => tenureDays.get(repId) ?? null);
  if (step.window.source === 'long') notes.push('long_window');
  if (fit.comparison === 'borrowed_spread') notes.push('spread_borrowed');
  if (rateFollowsVolume(step.exposure.reps, thresholds)) notes.push('rate_follows_volume');
  if (rateFollowsTenure(step.exposure.reps, tenures, thresholds)) notes.push('rate_follows_tenure');
  return notes;
}

function describeRep(exposure: RepExposure | undefined, tenureDays: number | undefined): CellNote[] {
  const notes: CellNote[] = tenureDays !== undefined && isNewcomer(tenureDays) ? ['newcomer'] : [];
  if (exposure === undefined) return notes;
  if (exposure.matureOnly) notes.push('mature_only');
  if (exposure.ownerChangedShare > OWNER_CHANGES_TOLERATED) notes.push('owner_often_changed');
  return notes;
}

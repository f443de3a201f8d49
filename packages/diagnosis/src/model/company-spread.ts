import { halfNormalSpreadWeights, updateTypicalSpread } from './spread-prior.ts';
import type { TypicalSpreadWeights } from './spread-prior.ts';

/** What one team's steps say about how much its reps differ: l(tau) per step. */
export type SpreadEvidence = {
  readonly reps: number;
  readonly logLikelihoods: readonly Float64Array[];
};

export type CompanySpread = { readonly kind: 'company_spread'; readonly weights: TypicalSpreadWeights };

export type CompanySpreadResult =
  CompanySpread | { readonly kind: 'too_few_reps'; readonly have: number; readonly need: number };

const REPS_NEEDED = 30;

/**
 * Pools the evidence of several teams into the company's typical spread. Give the teams OTHER than the one to be
 * diagnosed (same role and pipeline), in a fixed order: a team that is in its own prior would be counted twice.
 */
export function poolCompanySpread(teams: readonly SpreadEvidence[]): CompanySpreadResult {
  const have = teams.reduce((sum, team) => sum + team.reps, 0);
  if (have < REPS_NEEDED) return { kind: 'too_few_reps', have, need: REPS_NEEDED };
  const evidence = teams.flatMap((team) => team.logLikelihoods);
  return { kind: 'company_spread', weights: updateTypicalSpread(halfNormalSpreadWeights(), evidence) };
}

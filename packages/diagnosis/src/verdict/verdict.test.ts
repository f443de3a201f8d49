import { describe, expect, it } from 'vitest';
import { SKILL_PRIORS, SPREADS } from '../model/skill-grid.ts';
import { assignTiers } from './assign-tiers.ts';
import type { TierCandidate } from './assign-tiers.ts';
import { capFindings } from './cap-findings.ts';
import { choosePeers } from './choose-peers.ts';
import { computeDetectableGap } from './detectable-gap.ts';
import { comparePeers, hasEnoughEvidence } from './judge-evidence.ts';
import { DEFAULT_THRESHOLDS } from './thresholds.ts';

const skillPrior = SKILL_PRIORS[SPREADS.indexOf(0.3)] ?? new Float64Array();

describe('computeDetectableGap', () => {
  it.each([
    { tier: 'strong', typical: 0.5, n: 25, percent: 69 },
    { tier: 'strong', typical: 0.5, n: 40, percent: 54 },
    { tier: 'strong', typical: 0.5, n: 60, percent: 45 },
    { tier: 'strong', typical: 0.5, n: 90, percent: 37 },
    { tier: 'strong', typical: 0.5, n: 120, percent: 32 },
    { tier: 'strong', typical: 0.5, n: 200, percent: 27 },
    { tier: 'strong', typical: 0.5, n: 400, percent: 21 },
    { tier: 'strong', typical: 0.3, n: 120, percent: 39 },
    { tier: 'strong', typical: 0.7, n: 120, percent: 27 },
    { tier: 'probable', typical: 0.5, n: 15, percent: 69 },
    { tier: 'probable', typical: 0.5, n: 25, percent: 54 },
    { tier: 'probable', typical: 0.5, n: 40, percent: 40 },
    { tier: 'probable', typical: 0.5, n: 60, percent: 36 },
    { tier: 'probable', typical: 0.5, n: 120, percent: 25 },
    { tier: 'probable', typical: 0.5, n: 200, percent: 22 },
  ] as const)(
    '$tier at n = $n, typical $typical: $percent % (rounded up)',
    ({ tier, typical, n, percent }) => {
      const question = { effectiveExposure: n, typical, skillPrior, tier };
      const gap = computeDetectableGap(question, DEFAULT_THRESHOLDS);
      if (gap.kind !== 'shortfall') throw new Error(gap.kind);
      // The halving stops just above the smallest gap, so a hundredth that is exactly hit may show as the next one.
      expect(Math.ceil(100 * gap.share - 1e-3)).toBe(percent);
    },
  );

  it('says so when nothing could be seen', () => {
    const question = { effectiveExposure: 4, typical: 0.5, skillPrior, tier: 'strong' } as const;
    expect(computeDetectableGap(question, DEFAULT_THRESHOLDS)).toEqual({ kind: 'undetectable' });
  });
});

describe('assignTiers', () => {
  const cell = (pGap: number, lfsr = 0.01, cappedAtProbable = false): TierCandidate => ({
    pGap,
    lfsr,
    cappedAtProbable,
  });

  it('cuts the worked list', () => {
    const family = [0.97, 0.93, 0.86, 0.81, 0.74, 0.6, 0.3].map((pGap) => cell(pGap));
    expect(assignTiers(family, DEFAULT_THRESHOLDS)).toEqual([
      'strong',
      'strong',
      'strong',
      'probable',
      'probable',
      'probable',
      'none',
    ]);
  });

  it.each([
    { why: 'strong', given: cell(0.93), tier: 'strong' },
    { why: 'sign not sure enough', given: cell(0.93, 0.06), tier: 'probable' },
    { why: 'spread borrowed', given: cell(0.97, 0.01, true), tier: 'probable' },
    { why: 'on the list but below .80', given: cell(0.79), tier: 'probable' },
    { why: 'above .60 but not on the list', given: cell(0.7), tier: 'watch' },
    { why: 'watch', given: cell(0.4), tier: 'watch' },
    { why: 'nothing', given: cell(0.39), tier: 'none' },
  ])('$why: $tier', ({ given, tier }) => {
    expect(assignTiers([given], DEFAULT_THRESHOLDS)).toEqual([tier]);
  });
});

describe('hasEnoughEvidence', () => {
  it.each([
    { exposure: 10, typical: 0.5, enough: true },
    { exposure: 9.99, typical: 0.5, enough: false },
    { exposure: 10, typical: 0.39, enough: false },
    { exposure: 10, typical: 0.61, enough: false },
    { exposure: 20, typical: 0.2, enough: true },
    { exposure: 20, typical: 0.81, enough: false },
  ])('$exposure deals, typical $typical: $enough', ({ exposure, typical, enough }) => {
    expect(hasEnoughEvidence(exposure, typical, DEFAULT_THRESHOLDS)).toBe(enough);
  });
});

describe('peers', () => {
  it.each([
    [4, 'team_too_small'],
    [5, 'borrowed_spread'],
    [7, 'borrowed_spread'],
    [8, 'own_spread'],
  ])('%s with evidence: %s', (peers, comparison) => {
    expect(comparePeers(peers, DEFAULT_THRESHOLDS)).toBe(comparison);
  });

  it('takes the team, else the same role, else nobody', () => {
    const team = ['a', 'b', 'c', 'd', 'e'];
    expect(choosePeers(team, ['x'], DEFAULT_THRESHOLDS)).toEqual({ kind: 'team', repIds: team });
    expect(choosePeers(['a', 'b'], ['b', 'c', 'd', 'e'], DEFAULT_THRESHOLDS)).toEqual({
      kind: 'company_role',
      repIds: team,
    });
    expect(choosePeers(['a'], ['b'], DEFAULT_THRESHOLDS)).toEqual({ kind: 'too_small', have: 2, need: 5 });
  });
});

describe('capFindings', () => {
  it('shows the three most valuable, at most one a rep, whatever the order', () => {
    const finding = (repId: string, step: string, expectedGain: number) => ({
      repId,
      step,
      expectedGain,
      tier: 'probable' as const,
    });
    const best = [finding('b', 'x', 9), finding('a', 'x', 5), finding('c', 'x', 5)];
    const rest = [finding('b', 'y', 8), finding('d', 'x', 5), finding('e', 'x', 1)];
    expect(capFindings([...rest, ...best].reverse())).toEqual(best);
    expect(capFindings([...best, ...rest])).toEqual(best);
  });
});

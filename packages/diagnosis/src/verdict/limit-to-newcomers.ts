import type { TeamInput } from '../team-input.ts';
import type { Thresholds } from './thresholds.ts';

const NEWCOMER_DAYS = 365;

export type NewcomerLine =
  | { readonly kind: 'newcomers'; readonly input: TeamInput }
  | { readonly kind: 'too_few'; readonly have: number; readonly need: number };

export function isNewcomer(tenureDays: number): boolean {
  return tenureDays < NEWCOMER_DAYS;
}

/**
 * The same team, among reps with less than twelve months alone: a second line to show beside the first where rates go with
 * tenure. The first line stays, since comparing newcomers with newcomers only would hide what they still have to learn.
 */
export function limitToNewcomers(input: TeamInput, thresholds: Thresholds): NewcomerLine {
  const newcomers = new Set(
    [...(input.tenureDays ?? [])].filter(([, days]) => isNewcomer(days)).map(([repId]) => repId),
  );
  const need = thresholds.peers.toCompare;
  if (newcomers.size < need) return { kind: 'too_few', have: newcomers.size, need };
  return {
    kind: 'newcomers',
    input: {
      ...input,
      repIds: input.repIds.filter((repId) => newcomers.has(repId)),
      steps: input.steps.map((step) => ({
        ...step,
        episodes: [...step.episodes].filter(({ repId }) => newcomers.has(repId)),
      })),
    },
  };
}

import type { Thresholds } from './thresholds.ts';

export type PeerGroup =
  | { readonly kind: 'team'; readonly repIds: readonly string[] }
  /** The team is below five: its people are compared with the company's people of the same role. */
  | { readonly kind: 'company_role'; readonly repIds: readonly string[] }
  | { readonly kind: 'too_small'; readonly have: number; readonly need: number };

/** Whose episodes a team is diagnosed with. */
export function choosePeers(
  teamRepIds: readonly string[],
  sameRoleRepIds: readonly string[],
  thresholds: Thresholds,
): PeerGroup {
  const need = thresholds.peers.toCompare;
  if (teamRepIds.length >= need) return { kind: 'team', repIds: teamRepIds };
  const everyone = [...new Set([...teamRepIds, ...sameRoleRepIds])];
  if (everyone.length >= need) return { kind: 'company_role', repIds: everyone };
  return { kind: 'too_small', have: everyone.length, need };
}

import type { Diagnosis } from '@stepup/contracts';

/** Whether a finding is shown: watched ones only to the person themself. */
export function isListed(finding: Pick<Diagnosis, 'tier' | 'rep_id'>, readerId: string | null): boolean {
  if (finding.tier === 'none') return false;
  return finding.tier !== 'watch' || finding.rep_id === readerId;
}

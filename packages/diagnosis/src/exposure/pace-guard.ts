export type PaceQuestion = {
  readonly repMedianDays: number | null;
  readonly teamMedianDays: number | null;
  readonly immatureExposure: number;
  readonly exposure: number;
};

const PACE_TOLERANCE = 0.4;
const IMMATURE_SHARE_TOLERATED = 0.3;

/**
 * A slow seller is not a weak seller: where a rep's median days-to-advance differs by more than 40 % from the team's and
 * more than 30 % of the exposure is immature, the team's delay curve misjudges the young deals, so only mature ones count.
 */
export function countsMatureOnly(question: PaceQuestion): boolean {
  const { repMedianDays, teamMedianDays, immatureExposure, exposure } = question;
  if (repMedianDays === null || teamMedianDays === null) return false;
  return (
    Math.abs(repMedianDays - teamMedianDays) > PACE_TOLERANCE * teamMedianDays &&
    immatureExposure > IMMATURE_SHARE_TOLERATED * exposure
  );
}

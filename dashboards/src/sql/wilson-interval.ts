/** z of a two-sided 90 % interval, the level of every interval of a rate. */
export const z90 = 1.6448536269514722;

/**
 * Wilson's score interval of a share as SQL, in [0, 1]; without trials it is all of it. Wilson (1927), JASA 22(158),
 * 209–212.
 *
 * @param share SQL of the share
 * @param trials SQL of the (effective) number of trials
 */
export function wilsonSql(share: string, trials: string): { low: string; high: string } {
  const z2n = `(${z90 * z90} / ${trials})`;
  const centre = `(${share} + ${z2n} / 2)`;
  const halfWidth = `(${z90} * sqrt(${share} * (1 - ${share}) / ${trials} + ${z2n} / (4 * ${trials})))`;
  return {
    low: `if(${trials} = 0, 0., least(${share}, greatest(0., (${centre} - ${halfWidth}) / (1 + ${z2n}))))`,
    high: `if(${trials} = 0, 1., greatest(${share}, least(1., (${centre} + ${halfWidth}) / (1 + ${z2n}))))`,
  };
}

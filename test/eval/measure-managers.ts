import { seededRandom } from '@stepup/statistics';
import { estimateEffect, meanStanding, poolEffects } from '@stepup/verification';
import { coachTeam, prepareComparison } from './measure-coaching.ts';

const managers = 8;
const peopleACampaign = 4;
/** What managers differ by, and one campaign of a manager from the next, log-odds. */
const company = { mean: 0.35, ofManagers: 0.3, ofCampaigns: 0.15 };

export interface ManagerQuality {
  /** Spearman's correlation of what was said with the truth. */
  readonly correlation: number;
  readonly said: number;
  /** Share of the true values in the 80 % intervals. */
  readonly coverage: number;
}

/** Eight managers a seed with so many plans each, in campaigns of four of the lowest; every plan judged alone, then pooled. */
export function measureManagers(plans: number, seeds: readonly number[]): ManagerQuality {
  const said: { estimate: number; truth: number }[] = [];
  let covered = 0;
  for (const seed of seeds) {
    const random = seededRandom(seed);
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
    const truthOf = new Map<string, number>();
    const effects = Array.from({ length: managers }, (_, m) => {
      const key = `manager-${m}`;
      const truth = company.mean + company.ofManagers * normal();
      truthOf.set(key, truth);
      const ofManager = Array.from({ length: Math.ceil(plans / peopleACampaign) }, (__, campaign) => {
        const effect = truth + company.ofCampaigns * normal();
        const history = coachTeam({ effect, deals: 60 }, (seed * managers + m) * 100 + campaign);
        const controls = history.repIds.filter((repId) => !history.coached.includes(repId));
        const compare = prepareComparison(history);
        return history.coached.map((repId) => {
          const start = compare([repId], controls);
          const { mean, sd } = estimateEffect([start]);
          const [row = -1] = start.coached;
          const baseline = meanStanding(start.model.fit, row);
          return { key, campaign: `${m} ${campaign}`, mean, sd, baseline };
        });
      });
      return ofManager.flat().slice(0, plans);
    }).flat();
    for (const pooled of poolEffects(effects)) {
      if (pooled.kind !== 'pooled') continue;
      const truth = truthOf.get(pooled.key) ?? NaN;
      said.push({ estimate: pooled.mean, truth });
      if (pooled.interval.lower <= truth && truth <= pooled.interval.upper) covered += 1;
    }
  }
  return {
    correlation: spearman(said),
    said: said.length / (managers * seeds.length),
    coverage: covered / said.length,
  };
}

function spearman(pairs: readonly { readonly estimate: number; readonly truth: number }[]): number {
  const ranksOf = (values: readonly number[]): number[] => {
    const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    const ranks = values.map(() => 0);
    for (const [rank, i] of order.entries()) ranks[i] = rank;
    return ranks;
  };
  const [left, right] = [
    ranksOf(pairs.map(({ estimate }) => estimate)),
    ranksOf(pairs.map(({ truth }) => truth)),
  ];
  const middle = (pairs.length - 1) / 2;
  let [product, square] = [0, 0];
  for (const [i, rank] of left.entries()) {
    product += (rank - middle) * ((right[i] ?? 0) - middle);
    square += (rank - middle) ** 2;
  }
  return product / square;
}

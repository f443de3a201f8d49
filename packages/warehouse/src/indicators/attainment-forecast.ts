import { drawRevenue, drawSeasons, prepareForecast } from '@stepup/diagnosis';
import { seededRandom } from '@stepup/statistics';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { readPipelineFunnels } from '../forecast/read-funnels.ts';
import { openDealsSql } from '../reads/open-deals.ts';
import type { Indicator, IndicatorRow, IndicatorScope } from './indicator.ts';
import { closePolicy, resultPolicy } from './policies.ts';
import {
  findKeyOfRevenue,
  isAskedAbout,
  placeAt,
  readAttainmentBasis,
  sumByKey,
  toRow,
} from './quota-attainment.ts';

export const attainmentForecast: Indicator = {
  definition: {
    ...closePolicy,
    ...resultPolicy,
    id: 'attainment_forecast',
    version: 1,
    group: 'result',
    title: 'Forecast of quota attainment',
    question: 'Where does attainment end, as things stand?',
    unit: 'rate',
    good_direction: 'up',
    definition:
      'Quota attainment at the end of the period: what is won by the moment asked for, and what the deals now open and those that begin until then are likely to bring in time. Every open deal counts with its amount and the chance that it passes its remaining steps before the end, given how long it has stood; the rates of a salesperson are drawn towards everybody’s.',
    formula:
      'mean and 5 to 95 % of 500 seeded draws of (Σ won + Σ open amount · Bernoulli(r(1 − G(u)) / (1 − rG(u) − (1 − r)L(u)) · Π later rates · P(delays fit)) + Σ won of new deals) / Σ quota; rates ~ Beta around the company’s',
    basis_kind: 'as_of',
    basis:
      'Rates, delays, and what a won deal is worth: the year before the moment asked for; the pace of new deals: its last 13 weeks. n is the open deals. The interval holds what chance and too little evidence leave open, not a change of prices or of the way of working.',
    owner_rule:
      'Open and new deals: the owner at the moment asked for, with the team and manager of then. Won ones: the owner at the close.',
    exclusions: `${closePolicy.exclusions} Whoever has no quota in the period; open deals at a stage that the pipeline no longer has.`,
    groupings: ['rep', 'team', 'manager'],
  },
  observe: () => ({ rows: openDealsSql, dated: 'seen_at', counted: '1', opened: '1' }),
  parameters: {},
  bind: () => ({}),
  read: readForecast,
};

const draws = 500;
const millisecondsPerDay = 86_400_000;

async function readForecast(warehouse: Warehouse, scope: IndicatorScope): Promise<IndicatorRow[]> {
  const basis = await readAttainmentBasis(warehouse, scope);
  const sums = sumByKey(scope, basis);
  const coming = new Map<string, { revenue: Float64Array; open: number }>();
  const remainingDays = (Date.parse(scope.to) - Date.parse(scope.asOf)) / millisecondsPerDay;
  // Of a period that has not begun what is won before it would have to be left out; nothing is said of it.
  const isUnderWay = scope.from <= scope.asOf && remainingDays > 0;
  if (isUnderWay) {
    const seasons = drawSeasons(draws, seededRandom(1, scope.tenant, 'seasons'));
    for (const { pipelineId, steps, funnels } of await readPipelineFunnels(warehouse, scope)) {
      const prepared = prepareForecast(steps, remainingDays);
      for (const funnel of funnels) {
        const { repId: rep } = funnel;
        const place = { rep, ...placeAt(basis.people.get(rep), scope.asOf) };
        const key = isAskedAbout(scope, place)
          ? (basis.months
              .map(({ month, quarter }) =>
                findKeyOfRevenue(scope, basis.quotas, { ...place, month, quarter }),
              )
              .findLast((found) => found !== null) ?? null)
          : null;
        if (key === null) continue;
        const random = seededRandom(1, scope.tenant, pipelineId, rep);
        const drawn = drawRevenue(prepared, funnel, seasons, random);
        const known = coming.get(key);
        coming.set(key, {
          revenue: known === undefined ? drawn : known.revenue.map((sum, d) => sum + (drawn[d] ?? 0)),
          open: (known?.open ?? 0) + funnel.open.length,
        });
      }
    }
  }
  return [...sums]
    .toSorted(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
    .map(([key, sum]): IndicatorRow => {
      const row = toRow(key, sum);
      const { revenue, open } = coming.get(key) ?? { revenue: new Float64Array(draws), open: 0 };
      const counted = { ...row, n: open, open };
      if (row.value === null) return counted;
      if (scope.asOf < scope.from) return { ...counted, value: null, reason_if_null: 'no_observations' };
      const sorted = revenue.toSorted();
      const attained = (more: number): number => (sum.revenue + more) / sum.quota;
      const quantile = (share: number): number => attained(sorted[Math.floor(share * (draws - 1))] ?? 0);
      const mean = revenue.reduce((total, more) => total + more, 0) / draws;
      return { ...counted, value: attained(mean), interval: [quantile(0.05), quantile(0.95)] };
    });
}

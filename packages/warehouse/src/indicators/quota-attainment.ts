import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { type MonthOfPeriod, monthsOfPeriod } from '../quotas/fiscal-calendar.ts';
import { type Quota, quotaKey, quotaOfMonth, readQuotas } from '../quotas/read-quotas.ts';
import { moneyParameters, moneySql } from '../reads/money.ts';
import { type PersonVersion, readPersonVersions } from '../reads/read-membership.ts';
import { keySql } from '../reads/step-scope.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { bindIndicator, indicatorParameters } from './define-indicator.ts';
import type { Indicator, IndicatorRow, IndicatorScope } from './indicator.ts';
import { moneyMeasures, moneyProblem, moneyRow } from './money-row.ts';
import { closePolicy, resultPolicy } from './policies.ts';

export const quotaAttainment: Indicator = {
  definition: {
    ...closePolicy,
    ...resultPolicy,
    id: 'quota_attainment',
    version: 1,
    group: 'result',
    title: 'Quota attainment',
    question: 'How much of what was to be sold is sold?',
    unit: 'rate',
    no_interval: 'counted_in_full',
    good_direction: 'up',
    definition:
      'Won revenue of those who have a quota, divided by their quotas, each month by itself: the month’s own quota, else a third of its fiscal quarter’s. By manager the quota of the team counts where one is set. May exceed 1.',
    formula: 'Σ amount · rate of won deals / Σ quota of month · share of the month asked for',
    basis:
      'By the day of the latest close; a month of which the period covers a part counts with that part of its quota; the quota last set before the moment asked for. n is the won deals. Counted in full, so without an interval.',
    owner_rule:
      'The owner at the close, with the team and manager of that day; a quota belongs to where its holder was when the month, or the period in it, began.',
    exclusions: `${closePolicy.exclusions} Revenue of months for which its owner has no quota; deals without an amount add nothing.`,
    groupings: ['rep', 'team', 'manager', 'month', 'quarter'],
  },
  observe: () => ({ rows: visibleClosesSql, dated: 'closed_at', counted: 'is_won', opened: '1' }),
  parameters: {},
  bind: () => ({}),
  read: readAttainment,
};

const revenueCell = z.object({
  rep: z.string(),
  team: z.string(),
  manager: z.string(),
  month: z.string(),
  won: z.number(),
  revenue: z.number(),
  ...moneyRow,
});

/** A share of a quota, or of revenue, that belongs to a row. */
interface Sums {
  quota: number;
  revenue: number;
  won: number;
  lacksRate: boolean;
  isUnsettled: boolean;
}

/** What attainment is worked out of. */
interface AttainmentBasis {
  months: readonly MonthOfPeriod[];
  quotas: ReadonlyMap<string, Quota>;
  people: ReadonlyMap<string, readonly PersonVersion[]>;
  cells: readonly z.output<typeof revenueCell>[];
}

async function readAttainment(warehouse: Warehouse, scope: IndicatorScope): Promise<IndicatorRow[]> {
  const sums = sumByKey(scope, await readAttainmentBasis(warehouse, scope));
  return [...sums]
    .toSorted(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
    .map(([key, sum]) => toRow(key, sum));
}

export async function readAttainmentBasis(
  warehouse: Warehouse,
  scope: IndicatorScope,
): Promise<AttainmentBasis> {
  const { currency, tenant } = scope;
  const query = {
    name: 'revenue_by_rep_and_month',
    sql: `SELECT toString(rep) AS rep, toString(team) AS team, toString(manager) AS manager, ${keySql('month', 'closed_at')} AS month,
        count() AS won, toFloat64(sum(worth)) AS revenue, ${moneyMeasures}
      FROM ${moneySql(visibleClosesSql, 'closed_at', currency)} WHERE is_won GROUP BY rep, team, manager, month`,
    parameters: indicatorParameters.extend(moneyParameters),
    row: revenueCell,
  };
  const [cells, quotas, people] = await Promise.all([
    warehouse.read(query, { ...bindIndicator(scope), currency: currency ?? '' }),
    readQuotas(warehouse, scope),
    readPersonVersions(warehouse, tenant),
  ]);
  const months = monthsOfPeriod(scope, scope.timeZone, scope.fiscalYearStartMonth ?? 1);
  return { months, quotas: new Map(quotas.map((quota) => [quotaKey(quota), quota])), people, cells };
}

export function sumByKey(
  scope: IndicatorScope,
  { months, quotas, people, cells }: AttainmentBasis,
): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  const sumOf = (key: string): Sums => {
    const known = sums.get(key) ?? { quota: 0, revenue: 0, won: 0, lacksRate: false, isUnsettled: false };
    sums.set(key, known);
    return known;
  };
  const cellsOfMonth = Map.groupBy(cells, (cell) => cell.month);
  const holders = new Set([...quotas.values()].map(({ personId }) => personId));
  for (const { month, quarter, begin, share } of months) {
    const quotaOf = (personId: string, whose: Quota['scope']) =>
      quotaOfMonth(quotas, { personId, scope: whose, month, quarter });
    // By manager a quota of the team stands for those of its people.
    const teamQuotaOf = (manager: string) => (scope.by === 'manager' ? quotaOf(manager, 'team') : undefined);
    for (const rep of holders) {
      const place = { rep, month, quarter, ...placeAt(people.get(rep), begin) };
      const own = quotaOf(rep, 'own');
      if (own !== undefined && isAskedAbout(scope, place) && teamQuotaOf(place.manager) === undefined) {
        addQuota(sumOf(keyOf(scope, place)), own, share);
      }
      const ofTeam = teamQuotaOf(rep);
      const isTeamAskedAbout = scope.reps === 'all' && scope.rep === undefined && scope.team === undefined;
      if (ofTeam !== undefined && isTeamAskedAbout && (scope.manager ?? rep) === rep) {
        addQuota(sumOf(rep), ofTeam, share);
      }
    }
    for (const cell of cellsOfMonth.get(month) ?? []) {
      const key = findKeyOfRevenue(scope, quotas, { ...cell, quarter });
      if (key === null) continue;
      const sum = sumOf(key);
      sum.revenue += cell.revenue;
      sum.won += cell.won;
      const problem = moneyProblem(cell) ?? null;
      sum.isUnsettled ||= problem === 'currency_not_set';
      sum.lacksRate ||= problem === 'rate_missing';
    }
  }
  return sums;
}

/** The row that revenue of somebody in a month belongs to; null where there is no quota that it counts for. */
export function findKeyOfRevenue(
  scope: IndicatorScope,
  quotas: ReadonlyMap<string, Quota>,
  place: Place,
): string | null {
  const { rep, manager, month, quarter } = place;
  const own = quotaOfMonth(quotas, { personId: rep, scope: 'own', month, quarter });
  const ofTeam =
    scope.by === 'manager'
      ? quotaOfMonth(quotas, { personId: manager, scope: 'team', month, quarter })
      : undefined;
  return own === undefined && ofTeam === undefined ? null : keyOf(scope, place);
}

function keyOf({ by }: IndicatorScope, place: Place): string {
  switch (by) {
    case 'rep':
    case 'team':
    case 'manager':
    case 'month':
    case 'quarter':
      return place[by];
    default:
      return 'all';
  }
}

interface Place {
  rep: string;
  team: string;
  manager: string;
  month: string;
  quarter: string;
}

export function placeAt(
  versions: readonly PersonVersion[] | undefined,
  at: string,
): { team: string; manager: string } {
  const version = versions?.findLast(({ validFrom }) => validFrom <= at) ?? versions?.[0];
  const orNobody = (id: string | undefined): string => (id === undefined || id === '' ? 'unassigned' : id);
  return { team: orNobody(version?.team), manager: orNobody(version?.managerId) };
}

export function isAskedAbout(
  scope: IndicatorScope,
  { rep, team, manager }: Pick<Place, 'rep' | 'team' | 'manager'>,
): boolean {
  return (
    (scope.reps === 'all' || scope.reps.includes(rep)) &&
    (scope.rep ?? rep) === rep &&
    (scope.team ?? team) === team &&
    (scope.manager ?? manager) === manager
  );
}

function addQuota(
  sum: Sums,
  { amount, lacksRate, isUnsettled }: Pick<Quota, 'amount' | 'lacksRate' | 'isUnsettled'>,
  share: number,
): void {
  sum.quota += amount * share;
  sum.lacksRate ||= lacksRate;
  sum.isUnsettled ||= isUnsettled;
}

export function toRow(key: string, sum: Sums): IndicatorRow {
  const basis = { key, interval: null, n: sum.won, open: null };
  if (sum.isUnsettled) return { ...basis, value: null, reason_if_null: 'currency_not_set' };
  if (sum.lacksRate) return { ...basis, value: null, reason_if_null: 'rate_missing' };
  if (sum.quota === 0) return { ...basis, value: null, reason_if_null: 'quota_not_set' };
  return { ...basis, value: sum.revenue / sum.quota };
}

/** Product and oracle asked for every indicator that both measure. */
import { type IndicatorId, type Instant, indicatorIds } from '@stepup/contracts';
import {
  type AcceptedEvent,
  type IndicatorScope,
  readIndicator,
  storeBatch,
  type Warehouse,
} from '@stepup/warehouse';
import { createOracle, type Oracle } from '../oracle/create-oracle.ts';
import { measuredIndicators, measureIndicator } from '../oracle/indicators/measure-indicator.ts';
import { acceptEvents } from './accept-events.ts';
import { askIndicator } from './ask-indicator.ts';
import { shuffle } from './shuffle.ts';

type By =
  | 'none'
  | 'rep'
  | 'team'
  | 'manager'
  | 'segment'
  | 'product'
  | 'pipeline'
  | 'lost_reason'
  | 'week'
  | 'month'
  | 'quarter';

export interface Question {
  from: Instant;
  to: Instant;
  asOf: Instant;
  by: By;
  pipeline?: string;
  stage?: string;
}

/** Events of a tenant as they were accepted, the moment they end, and the seed that chooses what is asked. */
export interface StoredHistory {
  tenant: string;
  accepted: readonly AcceptedEvent[];
  end: Instant;
  seed: number;
  /** Left out are the lists behind numbers, which take a question a row. */
  isNumbersOnly?: boolean;
}

const always = { from: '1970-01-01T00:00:00.000000Z', to: '2200-01-01T00:00:00.000000Z' };
const ofSteps = new Set(['step_up_rate', 'neighbour_product', 'mature_rate', 'stalled_deals']);
const ofMoney = new Set([
  'win_rate_value',
  'won_revenue',
  'deal_value',
  'sales_velocity',
  'quota_attainment',
]);
/** Counted wherever a deal stood; asked for without pipeline or step. */
const ofNoPipeline = new Set(['activities', 'first_response_time']);
/** A row of the oracle's whose sums run in another order; money to the hundredth it is shown with. */
const digits = (id: string): number => (['deal_value', 'won_revenue', 'sales_velocity'].includes(id) ? 1 : 8);

/** What every measured indicator says of these events, where product and oracle differ; empty where they agree. */
export async function findDifferences(
  warehouse: Warehouse,
  told: readonly unknown[],
  end: Instant,
  seed: number,
  tenant: string,
  ids: readonly string[] = measuredIndicators,
): Promise<object[]> {
  const accepted = acceptEvents(tenant, told);
  const arriving = shuffle([...accepted, ...accepted], seed);
  const half = Math.ceil(arriving.length / 2);
  await storeBatch(warehouse, arriving.slice(0, half));
  await storeBatch(warehouse, arriving.slice(half));
  return compareIndicators(warehouse, { tenant, accepted, end, seed }, ids);
}

/** The same of events that the warehouse holds already. */
export async function compareIndicators(
  warehouse: Warehouse,
  { tenant, accepted, end, seed, isNumbersOnly = false }: StoredHistory,
  ids: readonly string[] = measuredIndicators,
): Promise<object[]> {
  const questions = questionsOf(end, seed).filter(([one]) => ids.includes(one));
  return compareQuestions(warehouse, { tenant, accepted, isNumbersOnly }, questions);
}

/** The same of questions of one's own, each by the id of its indicator. */
export async function compareQuestions(
  warehouse: Warehouse,
  { tenant, accepted, isNumbersOnly = false }: Pick<StoredHistory, 'tenant' | 'accepted' | 'isNumbersOnly'>,
  questions: readonly [string, Question][],
): Promise<object[]> {
  const oracle = createOracle(accepted.map(({ event }) => event));
  const ask: Ask = isNumbersOnly ? askNumbers : askIndicator;
  // The oracle last: while it counts, connections that are kept would be closed without anybody noticing.
  const asked = await Promise.all(
    questions.map(async ([id, question]) => {
      const known = indicatorIds.find((one) => one === id);
      if (known === undefined) throw new Error(`the catalogue has no ${id}`);
      const answer = await ask(warehouse, known, scopeOf(tenant, oracle, question));
      return { id: known, question, answer };
    }),
  );
  return asked.flatMap(({ id, question, answer }) => {
    const [found, expected] = compare(oracle, id, question, answer);
    return JSON.stringify(found) === JSON.stringify(expected)
      ? []
      : [{ id, question, answer: found, expected }];
  });
}

function scopeOf(tenant: string, { sources }: Oracle, question: Question): IndicatorScope {
  const { from, to, asOf, by, pipeline, stage } = question;
  const exchange = sources.exchange(asOf);
  return {
    tenant,
    from,
    to,
    asOf,
    timeZone: sources.settings.zone,
    fiscalYearStartMonth: sources.settings.fiscalYearStartMonth,
    currency: exchange.isUnsettled ? null : exchange.currency,
    by: by === 'none' ? null : by,
    reps: 'all',
    ...(pipeline === undefined ? {} : { pipelineId: pipeline }),
    ...(stage === undefined ? {} : { stageId: stage }),
  };
}

type Ask = (
  warehouse: Warehouse,
  id: IndicatorId,
  scope: IndicatorScope,
) => Promise<{ key: string; value: number | null; n: number; behind: readonly string[] | null }[]>;

const askNumbers: Ask = async (warehouse, id, scope) =>
  (await readIndicator(warehouse, id, scope)).map(({ key, value, n }) => ({
    key,
    value: value === null ? null : Number(value),
    n,
    behind: null,
  }));

function compare(
  { sources }: Oracle,
  id: IndicatorId,
  question: Question,
  answer: Awaited<ReturnType<Ask>>,
): [unknown, unknown] {
  const rounded = (
    rows: readonly { key: string; value: number | null; n: number; behind: readonly string[] | null }[],
  ) =>
    rows.map(({ key, value, n, behind }) => ({
      key,
      value: value === null ? null : Number(value.toFixed(digits(id))),
      n,
      behind,
    }));
  const expected = measureIndicator(sources, id, question);
  const compared = answer.map((row, index) =>
    expected[index]?.behind === null ? { ...row, behind: null } : row,
  );
  const isListed = answer.some(({ behind }) => behind !== null);
  return [
    rounded(compared),
    rounded(isListed ? expected : expected.map((row) => ({ ...row, behind: null }))),
  ];
}

/** One question an indicator, with groupings, periods and moments that change from history to history. */
function questionsOf(end: Instant, seed: number): [string, Question][] {
  const groupings: By[] = ['none', 'rep', 'team', 'manager', 'segment', 'product', 'week', 'month'];
  const moments: Instant[] = ['2025-03-05T08:00:00.000000Z', '2025-04-01T00:00:00.000000Z', end];
  return measuredIndicators.map((id, index): [string, Question] => {
    const nth = seed + index;
    const isAtEnd = ofMoney.has(id) || ofNoPipeline.has(id) || id === 'neighbour_product';
    const asOf = isAtEnd ? '2200-01-01T00:00:00.000000Z' : (moments[nth % 3] ?? end);
    const pipeline = nth % 2 === 0 ? 'p-1' : 'p-2';
    const stage = (['A', 'B', 'C'] as const)[nth % 3] ?? 'A';
    const isOfMoment = ['open_age', 'deal_load', 'sales_velocity'].includes(id);
    const ofQuota: By[] = ['none', 'rep', 'team', 'manager', 'month', 'quarter'];
    const ofPeople: By[] = ['none', 'rep', 'team', 'manager', 'week', 'month'];
    const allowed =
      id === 'quota_attainment'
        ? ofQuota
        : ofNoPipeline.has(id)
          ? ofPeople
          : isOfMoment
            ? groupings.slice(0, 6)
            : groupings;
    const by: By =
      id === 'lost_reasons' && nth % 2 === 0 ? 'lost_reason' : (allowed[nth % allowed.length] ?? 'none');
    const period =
      nth % 4 === 0 ? { from: '2025-02-10T00:00:00.000000Z', to: '2025-04-14T08:00:00.000000Z' } : always;
    const isOfDeals = ['win_rate', 'won_deals', 'reopen_rate', 'lost_reasons', ...ofMoney].includes(id);
    return [
      id,
      {
        ...period,
        asOf,
        by,
        ...(ofNoPipeline.has(id) || (isOfDeals && nth % 3 === 0) ? {} : { pipeline }),
        ...(ofSteps.has(id) || (!isOfDeals && !ofNoPipeline.has(id) && nth % 3 === 0) ? { stage } : {}),
      },
    ];
  });
}

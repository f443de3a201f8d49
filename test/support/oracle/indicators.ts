import { aalenJohansen } from './aalen-johansen.ts';
import type { OracleActivity } from './activities.ts';
import type { OracleStep } from './deal-steps.ts';
import { type DealWalk, stateAt } from './deal-walk.ts';
import { dealOf, type OracleClose } from './deals.ts';
import { type GroupBy, groupByKey, groupKeyOf } from './group-key.ts';
import { type Instant, microsBetween, microsPerDay } from './instant.ts';
import { addMonths } from './local-calendar.ts';
import type { QuotaSet } from './oracle-event.ts';
import type { People } from './people.ts';
import type { Exchange } from './revenue.ts';
import type { Settings } from './settings.ts';

/** What the indicators are counted from, at any moment. */
export interface IndicatorSources {
  readonly people: People;
  readonly settings: Settings;
  readonly steps: (asOf: Instant) => readonly OracleStep[];
  readonly walks: (asOf: Instant) => readonly DealWalk[];
  readonly closes: (asOf: Instant) => readonly OracleClose[];
  readonly activities: (asOf: Instant) => readonly OracleActivity[];
  readonly exchange: (asOf: Instant) => Exchange;
  /** Those set before then, each as last set. */
  readonly quotas: (asOf: Instant) => readonly QuotaSet[];
  readonly horizonDays: (pipelineId: string, stageId: string, asOf: Instant) => number;
  /** The step after one, by the pipeline as defined before then; null after the last. */
  readonly nextStage: (pipelineId: string, stageId: string, asOf: Instant) => string | null;
}

export interface IndicatorQuery {
  readonly from: Instant;
  readonly to: Instant;
  readonly asOf: Instant;
  readonly by: GroupBy;
  readonly pipeline?: string;
  readonly stage?: string;
}

export interface OracleIndicatorRow {
  readonly key: string;
  readonly value: number | null;
  readonly n: number;
  /** The deals that the number opens to, each once, sorted; null where the oracle does not say. */
  readonly behind: readonly string[] | null;
}

interface Observation {
  readonly dealId: string;
  readonly at: Instant;
  readonly rep: string;
  readonly segment: string;
  readonly product: string;
  readonly pipelineId: string;
  readonly lostReason?: string | null;
}

interface Reading<Item extends Observation> {
  items(sources: IndicatorSources, query: IndicatorQuery): Item[];
  value(items: Item[], sources: IndicatorSources, query: IndicatorQuery): number | null;
  n?(items: Item[]): number;
  opens?(item: Item, sources: IndicatorSources, query: IndicatorQuery): boolean;
}

type Row = (sources: IndicatorSources, query: IndicatorQuery) => OracleIndicatorRow[];

function reading<Item extends Observation>(one: Reading<Item>): Row {
  return (sources, query) => {
    const items = one.items(sources, query);
    const keyOf = (item: Item): string => groupKeyOf(item, query.by, sources.people, sources.settings);
    return groupByKey(items, query.by, keyOf)
      .filter(([, group]) => group.length > 0)
      .map(([key, group]) => ({
        key,
        value: one.value(group, sources, query),
        n: one.n?.(group) ?? group.length,
        behind: [
          ...new Set(
            group.filter((item) => one.opens?.(item, sources, query) ?? true).map(({ dealId }) => dealId),
          ),
        ].sort((a, b) => (a < b ? -1 : 1)),
      }));
  };
}

type StepItem = OracleStep & Observation;
type CloseItem = OracleClose & Observation;

function cohort(
  { steps }: IndicatorSources,
  { from, to, asOf, pipeline, stage }: IndicatorQuery,
): StepItem[] {
  return steps(asOf)
    .filter(
      (step) =>
        (pipeline ?? step.pipelineId) === step.pipelineId &&
        (stage ?? step.stageId) === step.stageId &&
        step.enteredAt >= from &&
        step.enteredAt < to,
    )
    .map((step) => ({ ...step, at: step.enteredAt, rep: step.creditedRep }));
}

function stoodSteps(sources: IndicatorSources, query: IndicatorQuery): StepItem[] {
  return cohort(sources, query).filter(({ skipped }) => !skipped);
}

function latestCloses(sources: IndicatorSources, { from, to, asOf, pipeline }: IndicatorQuery): CloseItem[] {
  return sources
    .closes(asOf)
    .filter(({ at, pipelineId }) => at >= from && at < to && (pipeline ?? pipelineId) === pipelineId)
    .map((close) => ({
      ...close,
      rep: close.owner,
      lostReason: knownToday(sources, close.dealId).lostReason,
    }));
}

const endOfTime = '2290-01-01T00:00:00.000000Z';

function knownToday(
  sources: IndicatorSources,
  dealId: string,
): { beganAt: Instant; lostReason: string | null } {
  const walk = sources.walks(endOfTime).find((one) => one.dealId === dealId);
  if (walk === undefined) throw new Error(`${dealId} was known and no longer is`);
  const { createdAt, firstSeenAt, lostReason } = dealOf(walk);
  return { beganAt: createdAt ?? firstSeenAt, lostReason };
}

interface OpenDeal extends Observation {
  readonly beganAt: Instant;
  readonly stageId: string;
  readonly amount: string | null;
  readonly currency: string | null;
}

function openDeals(sources: IndicatorSources, query: IndicatorQuery, stage = query.stage): OpenDeal[] {
  const moment = query.to < query.asOf ? query.to : query.asOf;
  return sources.walks(moment).flatMap((walk): OpenDeal[] => {
    const stand = walk.stretches.findLast(({ moved }) => moved);
    const state = walk.stretches.at(-1)?.state;
    if (stand === undefined || stand.standing.kind !== 'open') return [];
    const { stageId } = stand.standing;
    const pipelineId = stand.state.pipeline_id ?? '';
    if ((query.pipeline ?? pipelineId) !== pipelineId || (stage ?? stageId) !== stageId) return [];
    const then = stateAt(walk, stand.from);
    return [
      {
        dealId: walk.dealId,
        at: moment,
        rep: state?.owner_id ?? 'unassigned',
        segment: then?.segment ?? 'unknown',
        product: then?.product ?? 'unknown',
        pipelineId,
        stageId,
        beganAt: knownToday(sources, walk.dealId).beganAt,
        amount: state?.amount ?? null,
        currency: state?.currency ?? null,
      },
    ];
  });
}

const ofNoDeal = { segment: 'unknown', product: 'unknown', pipelineId: '' };

function contactsOf({ activities }: IndicatorSources, dealId: string, asOf: Instant): OracleActivity[] {
  return activities(asOf).filter(
    (one) => one.state === 'logged' && one.kind !== 'task' && one.dealId === dealId,
  );
}

interface Wait extends Observation {
  readonly enteredAt: Instant;
  readonly endedAt: Instant;
  readonly state: 'answered' | 'open';
}

/** How long each deal that began in the period waited for the first contact from us; `rep` is its first owner. */
function arrivals(sources: IndicatorSources, { from, to, asOf }: IndicatorQuery): Wait[] {
  return sources.walks(asOf).flatMap((walk): Wait[] => {
    const { beganAt } = knownToday(sources, walk.dealId);
    if (beganAt < from || beganAt >= to || beganAt >= asOf) return [];
    const [first] = contactsOf(sources, walk.dealId, asOf)
      .filter(({ direction, at }) => direction === 'outbound' && at >= beganAt)
      .map(({ at }) => at)
      .sort();
    // Of an instant that gives it to several the last one has it.
    const [owner = 'unassigned'] = walk.stretches
      .filter((stretch) => stretch.until > stretch.from)
      .flatMap(({ state }) => state.owner_id ?? []);
    return [
      {
        ...ofNoDeal,
        dealId: walk.dealId,
        at: beganAt,
        rep: owner,
        enteredAt: beganAt,
        endedAt: first ?? asOf,
        state: first === undefined ? 'open' : 'answered',
      },
    ];
  });
}

interface FirstClose extends Observation {
  readonly isReopened: boolean;
}

function firstCloses(
  { walks }: IndicatorSources,
  { from, to, asOf, pipeline }: IndicatorQuery,
): FirstClose[] {
  return walks(asOf).flatMap((walk): FirstClose[] => {
    const index = walk.stretches.findIndex(
      ({ moved, standing, state, from: at }) =>
        moved &&
        (standing.kind === 'won' || standing.kind === 'lost') &&
        at >= from &&
        at < to &&
        (pipeline ?? state.pipeline_id) === state.pipeline_id,
    );
    const close = walk.stretches[index];
    if (close === undefined) return [];
    const then = stateAt(walk, close.from);
    return [
      {
        dealId: walk.dealId,
        at: close.from,
        rep: then?.owner_id ?? 'unassigned',
        segment: then?.segment ?? 'unknown',
        product: then?.product ?? 'unknown',
        pipelineId: close.state.pipeline_id ?? '',
        isReopened: walk.stretches
          .slice(index + 1)
          .some(({ moved, standing }) => moved && standing.kind === 'open'),
      },
    ];
  });
}

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

function shareOf<Item>(items: readonly Item[], meets: (item: Item) => boolean): number {
  return items.filter(meets).length / items.length;
}

function horizonOf(step: StepItem, sources: IndicatorSources, asOf: Instant): number {
  return sources.horizonDays(step.pipelineId, step.stageId, asOf) * microsPerDay;
}

function isStalled(step: StepItem, sources: IndicatorSources, { asOf }: IndicatorQuery): boolean {
  return microsBetween(step.enteredAt, step.endedAt) > horizonOf(step, sources, asOf);
}

const stepCount = (meets: (step: StepItem) => boolean): Row =>
  reading({ items: cohort, value: (steps) => steps.filter(meets).length, opens: meets });

function rateOf(steps: readonly StepItem[], days: number): number | null {
  return aalenJohansen(
    steps.map((step) => ({
      duration: microsBetween(step.enteredAt, step.endedAt),
      end: step.state === 'open' ? ('censored' as const) : step.state,
    })),
    days * microsPerDay,
  );
}

/** In the tenant's currency, as numbers: good for ratios. */
function worthOf(
  close: { amount: string | null; currency: string | null; at: Instant },
  exchange: Exchange,
): number {
  return close.amount === null ? 0 : (exchange.worth(close.amount, close.currency, close.at) ?? Number.NaN);
}

function whereTold(value: number, exchange: Exchange): number | null {
  return exchange.isUnsettled || Number.isNaN(value) ? null : value;
}

/** Each indicator by its own reading of the contract; values are numbers, money too. */
const readings: Record<string, Row> = {
  entered: stepCount(() => true),
  advanced: stepCount(({ state }) => state === 'advanced'),
  lost: stepCount(({ state }) => state === 'lost'),
  open: stepCount(({ state }) => state === 'open'),
  step_up_rate: reading({
    items: cohort,
    value: (steps, sources, { asOf }) => {
      const [first] = steps;
      return first === undefined
        ? null
        : rateOf(steps, sources.horizonDays(first.pipelineId, first.stageId, asOf));
    },
  }),
  mature_rate: reading({
    items: (sources, query) =>
      cohort(sources, query).filter(
        (step) =>
          microsBetween(step.enteredAt, step.pausedAt ?? query.asOf) >= horizonOf(step, sources, query.asOf),
      ),
    value: (steps, sources, { asOf }) =>
      shareOf(
        steps,
        (step) =>
          step.state === 'advanced' &&
          microsBetween(step.enteredAt, step.endedAt) <= horizonOf(step, sources, asOf),
      ),
  }),
  skip_rate: reading({
    items: cohort,
    value: (steps) => shareOf(steps, ({ skipped }) => skipped),
    opens: ({ skipped }) => skipped,
  }),
  regress_rate: reading({
    items: stoodSteps,
    value: (steps) => shareOf(steps, ({ regressedAt }) => regressedAt !== null),
    opens: ({ regressedAt }) => regressedAt !== null,
  }),
  first_seen_late: reading({
    items: (sources, query) => cohort(sources, query).filter(({ isFirst }) => isFirst),
    value: (steps) => shareOf(steps, ({ position }) => position > 1),
    opens: ({ position }) => position > 1,
  }),
  stalled_deals: reading({
    items: (sources, query) =>
      stoodSteps(sources, query).filter(({ state, pausedAt }) => state === 'open' && pausedAt === null),
    value: (steps, sources, query) => steps.filter((step) => isStalled(step, sources, query)).length,
    opens: isStalled,
  }),
  time_in_step: reading({ items: stoodSteps, value: (steps) => medianOf(steps) }),
  close_date_pushes: reading({
    items: stoodSteps,
    value: (steps) => mean(steps.map(({ pushes }) => pushes)),
    opens: ({ pushes }) => pushes > 0,
  }),
  amount_change: reading({
    items: (sources, query) => stoodSteps(sources, query).filter(({ amountChange }) => amountChange !== null),
    value: (steps) => mean(steps.map(({ amountChange }) => amountChange ?? 0)),
  }),
  customer_people: reading({
    items: stoodSteps,
    value: (steps, sources, { asOf }) =>
      mean(
        steps.map(
          ({ dealId, enteredAt, endedAt }) =>
            new Set(
              sources
                .activities(asOf)
                .filter((one) => one.state === 'logged' && one.kind !== 'task' && one.dealId === dealId)
                .filter(({ at }) => at >= enteredAt && at < endedAt)
                .flatMap(({ customers }) => customers),
            ).size,
        ),
      ),
  }),
  contacts_per_deal: reading({
    items: stoodSteps,
    value: (steps, sources, { asOf }) =>
      mean(
        steps.map(
          ({ dealId, enteredAt, endedAt }) =>
            contactsOf(sources, dealId, asOf).filter(({ at }) => at >= enteredAt && at < endedAt).length,
        ),
      ),
  }),
  activities: reading({
    items: ({ activities }, { from, to, asOf }): Observation[] =>
      activities(asOf)
        .filter(({ state, at }) => state === 'logged' && at >= from && at < to)
        // What is behind this number are activities.
        .map(({ activityId, at, repId }) => ({
          ...ofNoDeal,
          dealId: activityId,
          at,
          rep: repId ?? 'unassigned',
        })),
    value: (logged) => logged.length,
  }),
  first_response_time: reading({
    items: arrivals,
    value: (waits) => medianOf(waits),
  }),
  won_revenue: reading({
    items: (sources, query) => latestCloses(sources, query).filter(({ outcome }) => outcome === 'won'),
    value: (closes, sources, { asOf }) => {
      const { value } = sources.exchange(asOf).sumWon(closes);
      return value === null ? null : Number(value);
    },
  }),
  win_rate: reading({
    items: latestCloses,
    value: (closes) => shareOf(closes, ({ outcome }) => outcome === 'won'),
  }),
  won_deals: reading({
    items: (sources, query) => latestCloses(sources, query).filter(({ outcome }) => outcome === 'won'),
    value: (closes) => closes.length,
  }),
  win_rate_value: reading({
    items: (sources, query) =>
      latestCloses(sources, query).filter(({ amount }) => amount !== null && Number(amount) > 0),
    value: (closes, sources, { asOf }) => {
      const exchange = sources.exchange(asOf);
      const sum = (all: readonly CloseItem[]): number =>
        all.reduce((total, close) => total + worthOf(close, exchange), 0);
      return whereTold(sum(closes.filter(({ outcome }) => outcome === 'won')) / sum(closes), exchange);
    },
  }),
  deal_value: reading({
    items: (sources, query) =>
      latestCloses(sources, query).filter(({ outcome, amount }) => outcome === 'won' && amount !== null),
    value: (closes, sources, { asOf }) => {
      const exchange = sources.exchange(asOf);
      return whereTold(mean(closes.map((close) => worthOf(close, exchange))) ?? 0, exchange);
    },
  }),
  lost_reasons: reading({
    items: (sources, query) => latestCloses(sources, query).filter(({ outcome }) => outcome === 'lost'),
    value: (closes) => closes.length,
  }),
  reopen_rate: reading({
    items: firstCloses,
    value: (closes) => shareOf(closes, ({ isReopened }) => isReopened),
    opens: ({ isReopened }) => isReopened,
  }),
  open_age: reading({
    items: openDeals,
    value: (deals) =>
      mean(deals.map(({ beganAt, at }) => Math.max(0, microsBetween(beganAt, at)) / 1_000_000)),
  }),
  deal_load: reading({
    items: (sources, query) => openDeals(sources, query).filter(({ rep }) => rep !== 'unassigned'),
    value: (deals) => deals.length / new Set(deals.map(({ rep }) => rep)).size,
  }),
  sales_velocity: reading({
    items: (sources, query): (Observation & { open?: OpenDeal; close?: CloseItem })[] => [
      ...openDeals(sources, query, undefined).map((open) => ({ ...open, open })),
      ...latestCloses(sources, query).map((close) => ({ ...close, close })),
    ],
    n: (items) => items.filter(({ close }) => close !== undefined).length,
    value: (items, sources, { asOf }) => {
      const exchange = sources.exchange(asOf);
      const closes = items.flatMap(({ close }) => close ?? []);
      const won = closes.filter(({ outcome }) => outcome === 'won');
      const days = mean(
        won.map(
          ({ dealId, at }) =>
            Math.max(0, microsBetween(knownToday(sources, dealId).beganAt, at)) / microsPerDay,
        ),
      );
      // An amount that cannot be told, of whatever deal of the row, leaves it all untold.
      const worths = [...closes, ...items.flatMap(({ open }) => open ?? [])].map((one) =>
        worthOf(one, exchange),
      );
      if (exchange.isUnsettled || worths.some(Number.isNaN) || days === null || days === 0) return null;
      const revenue = won.reduce((sum, close) => sum + worthOf(close, exchange), 0);
      return ((items.length - closes.length) * revenue) / closes.length / days;
    },
  }),
  quota_attainment: (sources, query) => {
    const { by, asOf } = query;
    const exchange = sources.exchange(asOf);
    const won = latestCloses(sources, query).filter(({ outcome }) => outcome === 'won');
    const own = heldMonths(sources, query, 'own');
    const ofTeams = by === 'manager' ? heldMonths(sources, query, 'team') : [];
    const hasTeamQuota = (manager: string, at: Instant): boolean =>
      ofTeams.some(({ personId, begin, end }) => personId === manager && begin <= at && at < end);
    const placeOf = (personId: string, at: Instant) => sources.people.versionAt(personId, at);
    const rows = new Map<string, { quota: number; revenue: number; won: CloseItem[] }>();
    const rowOf = (key: string) => {
      const row = rows.get(key) ?? { quota: 0, revenue: 0, won: [] };
      rows.set(key, row);
      return row;
    };
    const keyOf = ({ personId, begin, month, quarter }: HeldMonth): string => {
      if (by === 'rep') return personId;
      if (by === 'team') return placeOf(personId, begin)?.team ?? 'unassigned';
      if (by === 'manager') return placeOf(personId, begin)?.managerId ?? 'unassigned';
      return by === 'month' ? month : by === 'quarter' ? quarter : 'all';
    };
    for (const held of own) {
      if (hasTeamQuota(placeOf(held.personId, held.begin)?.managerId ?? 'unassigned', held.begin)) continue;
      rowOf(keyOf(held)).quota += held.quota ?? Number.NaN;
    }
    for (const held of ofTeams) rowOf(held.personId).quota += held.quota ?? Number.NaN;
    for (const close of won) {
      const manager = placeOf(close.rep, close.at)?.managerId ?? 'unassigned';
      const month = own.find(
        ({ personId, begin, end }) => personId === close.rep && begin <= close.at && close.at < end,
      );
      if (month === undefined && !hasTeamQuota(manager, close.at)) continue;
      const place = { ...(month ?? { month: '', quarter: '' }), personId: close.rep, begin: close.at };
      const row = rowOf(keyOf({ quota: 0, end: close.at, ...place }));
      row.revenue += worthOf(close, exchange);
      row.won.push(close);
    }
    return [...rows]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, { quota, revenue, won: counted }]) => ({
        key,
        n: counted.length,
        value: quota === 0 ? null : whereTold(revenue / quota, exchange),
        // Of everybody who won, also of those without a quota: they open to what was won.
        behind: null,
      }));
  },
  neighbour_product: (sources, query) => {
    const { pipeline, stage, asOf } = query;
    if (pipeline === undefined || stage === undefined) throw new Error('asked of one step only');
    const next = sources.nextStage(pipeline, stage, asOf);
    const both = reading({
      items: (...asked) => [
        ...cohort(...asked),
        ...(next === null ? [] : cohort(sources, { ...query, stage: next })),
      ],
      n: (steps) => steps.filter(({ stageId }) => stageId === stage).length,
      value: (steps) => {
        const rate = (stageId: string): number | null =>
          rateOf(
            steps.filter((step) => step.stageId === stageId),
            sources.horizonDays(pipeline, stageId, asOf),
          );
        const [here, after] = [rate(stage), next === null ? 1 : rate(next)];
        return here === null || after === null ? null : here * after;
      },
    });
    return both(sources, query).filter(({ n }) => n > 0);
  },
};

interface HeldMonth {
  readonly personId: string;
  readonly begin: Instant;
  readonly end: Instant;
  /** In the tenant's currency, for as much of the month as the period covers; null without a rate. */
  readonly quota: number | null;
  readonly month: string;
  readonly quarter: string;
}

/** Every month of somebody with a quota of that scope that the period touches. */
function heldMonths(
  sources: IndicatorSources,
  { from, to, asOf }: IndicatorQuery,
  scope: string,
): HeldMonth[] {
  const { settings } = sources;
  const start = settings.fiscalYearStartMonth;
  const exchange = sources.exchange(asOf);
  const set = sources.quotas(asOf).filter((quota) => quota.scope === scope);
  const firstMonthOf = (quarter: string): string => {
    const month = start - 1 + 3 * (Number(quarter.slice(6)) - 1);
    return addMonths(`${quarter.slice(0, 4)}-01-01`, month);
  };
  const held = new Map<string, { quota: QuotaSet; first: string; share: number; quarter: string }>();
  const quarterOf = (first: string): string => {
    const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
    const since = (year - 1) * 12 + month - start;
    return `${Math.floor(since / 12) + 1}-Q${Math.floor((since % 12) / 3) + 1}`;
  };
  // Quarters first, so that a month's own quota replaces its third.
  for (const quota of set.filter(({ period }) => period.includes('Q'))) {
    for (const nth of [0, 1, 2]) {
      const first = addMonths(firstMonthOf(quota.period), nth);
      held.set(`${quota.person_id} ${first}`, { quota, first, share: 1 / 3, quarter: quota.period });
    }
  }
  for (const quota of set.filter(({ period }) => !period.includes('Q'))) {
    const first = `${quota.period}-01`;
    held.set(`${quota.person_id} ${first}`, { quota, first, share: 1, quarter: quarterOf(first) });
  }
  return [...held.values()].flatMap(({ quota, first, share, quarter }): HeldMonth[] => {
    const [begin, end] = [settings.toInstant(first), settings.toInstant(addMonths(first, 1))];
    const [since, until] = [begin > from ? begin : from, end < to ? end : to];
    if (since >= until) return [];
    const covered = microsBetween(since, until) / microsBetween(begin, end);
    const worth =
      exchange.currency === null
        ? Number(quota.amount)
        : exchange.worth(String(quota.amount), quota.currency, asOf);
    const amount = worth === null ? null : worth * share * covered;
    return [
      {
        personId: quota.person_id,
        begin: since,
        end: until,
        quota: amount,
        month: first.slice(0, 7),
        quarter,
      },
    ];
  });
}

/** Kaplan–Meier: the first time by which no more than half are still there; null while it is not reached. In seconds. */
function medianOf(steps: readonly { enteredAt: Instant; endedAt: Instant; state: string }[]): number | null {
  let [there, atRisk] = [1, steps.length];
  const times = [...new Set(steps.map(({ enteredAt, endedAt }) => microsBetween(enteredAt, endedAt)))];
  for (const time of times.sort((a, b) => a - b)) {
    const together = steps.filter(({ enteredAt, endedAt }) => microsBetween(enteredAt, endedAt) === time);
    const ended = together.filter(({ state }) => state !== 'open').length;
    there *= 1 - ended / atRisk;
    if (ended > 0 && there <= 0.5 + 1e-12) return time / 1_000_000;
    atRisk -= together.length;
  }
  return null;
}

export const measuredIndicators = Object.keys(readings);

/** The rows of an indicator, keys bytewise; a row with nothing behind it is none. */
export function measureIndicator(
  sources: IndicatorSources,
  id: string,
  query: IndicatorQuery,
): OracleIndicatorRow[] {
  const read = readings[id];
  if (read === undefined) throw new Error(`the oracle has no reading of ${id}`);
  return read(sources, query);
}

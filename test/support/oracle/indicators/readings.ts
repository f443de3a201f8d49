import { type Instant, microsBetween, microsPerDay } from '../instant.ts';
import { arrivals, contactsOf, ofNoDeal } from './contacts.ts';
import { heldMonths, type HeldMonth } from './held-months.ts';
import { horizonOf, isStalled, mean, medianOf, rateOf, shareOf, whereTold, worthOf } from './measures.ts';
import {
  type CloseItem,
  cohort,
  firstCloses,
  knownToday,
  latestCloses,
  type OpenDeal,
  openDeals,
  type StepItem,
  stoodSteps,
} from './observations.ts';
import { type Observation, type Row, reading } from './reading.ts';

const stepCount = (meets: (step: StepItem) => boolean): Row =>
  reading({ items: cohort, value: (steps) => steps.filter(meets).length, opens: meets });

/** Each indicator by its own reading of the contract; values are numbers, money too. */
export const readings: Record<string, Row> = {
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
              contactsOf(sources, dealId, asOf)
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

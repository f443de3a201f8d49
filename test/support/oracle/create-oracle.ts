import {
  type ActivityStatements,
  countContacts,
  listActivities,
  measureFirstResponse,
} from './activities.ts';
import type { OracleActivity } from './activities.ts';
import { compareBytewise } from './bytewise.ts';
import { tellDealHistories } from './deal-history.ts';
import { type OracleStep, stepsOfDeal } from './deal-steps.ts';
import { walkDeal } from './deal-walk.ts';
import { closeOf, dealOf, type OracleClose, type OracleDeal } from './deals.ts';
import type { IndicatorSources } from './indicators/reading.ts';
import { countFunnelStep, type FunnelRow } from './funnel.ts';
import { type GroupBy, groupByKey, groupKeyOf } from './group-key.ts';
import { estimateHorizon, type Horizon } from './horizon.ts';
import { type Instant, toInstant } from './instant.ts';
import { addDays } from './local-calendar.ts';
import { followMerges, type IgnoredMerge } from './merges.ts';
import * as told from './oracle-event.ts';
import type { OracleEvent } from './oracle-event.ts';
import { readPeople } from './people.ts';
import { readPipelines } from './pipelines.ts';
import { type Money, openExchange } from './revenue.ts';
import { readSettings } from './settings.ts';
import { statementsOf, takeEachIdentityOnce } from './statement.ts';

/** Half-open [`from`, `to`); each a date (midnight in the tenant's zone) or RFC 3339, as is `asOf`. */
export interface OraclePeriod {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly by?: GroupBy;
}

interface FunnelQuery extends OraclePeriod {
  readonly pipeline: string;
  /** By stage; where absent, the horizon of the stage. */
  readonly horizonDays?: Readonly<Record<string, number>>;
}

interface CloseQuery extends OraclePeriod {
  /** Only closes in this pipeline. */
  readonly pipeline?: string;
}

interface WinRateRow {
  readonly key: string;
  readonly won: number;
  readonly lost: number;
  /** won / (won + lost); null where nothing closed. */
  readonly rate: number | null;
}

export interface Oracle {
  readonly ignoredMerges: readonly IgnoredMerge[];
  defaultAsOf(now: string): Instant;
  deals(asOf: string): OracleDeal[];
  steps(asOf: string): OracleStep[];
  closes(asOf: string): OracleClose[];
  activities(asOf: string): OracleActivity[];
  horizon(pipelineId: string, stageId: string, asOf: string): Horizon;
  funnel(query: FunnelQuery): FunnelRow[];
  winRate(query: CloseQuery): WinRateRow[];
  wonDeals(query: CloseQuery): { key: string; value: number }[];
  wonRevenue(query: CloseQuery): ({ key: string } & Money)[];
  contactsPerDeal(asOf: string): { dealId: string; contacts: number }[];
  /** What indicators are counted from, for `measureIndicator`. */
  readonly sources: IndicatorSources;
  /** Seconds; null while nobody responded. */
  firstResponseTime(asOf: string): { dealId: string; seconds: number | null }[];
}

/**
 * Answers what the contract says about the accepted events of one tenant, given in any order and any number of
 * times. Plain reading, nothing shared with the product; README.md lists where the contract left a choice.
 */
export function createOracle(accepted: readonly OracleEvent[]): Oracle {
  const events = takeEachIdentityOnce(accepted);
  const merges = followMerges(statementsOf(events, 'sales.deal.merged.v1', told.dealMerged));
  const histories = tellDealHistories(
    statementsOf(events, 'sales.deal.changed.v1', told.dealChanged),
    statementsOf(events, 'sales.deal.deleted.v1', told.dealDeleted),
    merges,
  ).sort((one, other) => compareBytewise(one.dealId, other.dealId));
  const pipelines = readPipelines(statementsOf(events, 'sales.pipeline.defined.v1', told.pipelineDefined));
  const people = readPeople(statementsOf(events, 'sales.person.changed.v1', told.personChanged));
  const settings = readSettings(statementsOf(events, 'sales.tenant.configured.v1', told.tenantConfigured));
  const rates = statementsOf(events, 'sales.rate.set.v1', told.rateSet);
  const quotas = statementsOf(events, 'sales.quota.set.v1', told.quotaSet);
  const activityStatements: ActivityStatements = {
    planned: statementsOf(events, 'sales.activity.planned.v1', told.activityPlanned),
    logged: statementsOf(events, 'sales.activity.logged.v1', told.activityLogged),
    deleted: statementsOf(events, 'sales.activity.deleted.v1', told.activityDeleted),
  };

  const walks = rememberByInstant((asOf) =>
    histories.flatMap((history) => walkDeal(history, pipelines, asOf) ?? []),
  );
  const stepsAt = rememberByInstant((asOf) => walks(asOf).flatMap(stepsOfDeal));
  const dealsAt = (asOf: Instant): OracleDeal[] => walks(asOf).map(dealOf);
  const closesAt = (asOf: Instant): OracleClose[] => walks(asOf).flatMap((walk) => closeOf(walk) ?? []);
  const activitiesAt = rememberByInstant((asOf) => listActivities(activityStatements, merges, asOf));

  const horizons = new Map<string, Horizon>();
  function horizonAt(pipelineId: string, stageId: string, asOf: Instant): Horizon {
    const key = JSON.stringify([pipelineId, stageId, asOf]);
    const horizon = horizons.get(key) ?? findHorizon(pipelineId, stageId, asOf);
    horizons.set(key, horizon);
    return horizon;
  }

  function findHorizon(pipelineId: string, stageId: string, asOf: Instant): Horizon {
    const stage = pipelines
      .definitionBefore(pipelineId, asOf)
      ?.steps.find((step) => step.stageId === stageId);
    if (stage !== undefined && stage.horizonDays !== null)
      return { days: stage.horizonDays, source: 'stage' };
    const quarter = settings.quarter(asOf);
    const steps = stepsAt(quarter.start).filter(
      (step) => step.pipelineId === pipelineId && step.stageId === stageId,
    );
    return estimateHorizon(steps, { from: quarter.monthsBefore(12), to: quarter.monthsBefore(3) });
  }

  function readPeriod({ from, to, asOf, by = 'none' }: OraclePeriod) {
    const start = settings.toInstant(from);
    const end = settings.toInstant(to);
    return { asOf: settings.toInstant(asOf), by, contains: (at: Instant) => at >= start && at < end };
  }

  function closesByKey(query: CloseQuery): [string, OracleClose[]][] {
    const { asOf, by, contains } = readPeriod(query);
    const closes = closesAt(asOf).filter(
      ({ at, pipelineId }) => contains(at) && (query.pipeline ?? pipelineId) === pipelineId,
    );
    return groupByKey(closes, by, (close) =>
      groupKeyOf({ ...close, rep: close.owner }, by, people, settings),
    );
  }

  const sources: IndicatorSources = {
    people,
    settings,
    steps: stepsAt,
    walks,
    closes: closesAt,
    activities: activitiesAt,
    exchange: rememberByInstant((asOf) => openExchange(settings.currencyAt(asOf), dealsAt(asOf), rates)),
    quotas: (asOf) => {
      const inForce = new Map<string, told.QuotaSet>();
      for (const { at, said } of quotas) {
        if (at < asOf) inForce.set(JSON.stringify([said.person_id, said.period, said.scope]), said);
      }
      return [...inForce.values()];
    },
    horizonDays: (pipelineId, stageId, asOf) => horizonAt(pipelineId, stageId, asOf).days,
    nextStage(pipelineId, stageId, asOf) {
      const steps = pipelines.definitionBefore(pipelineId, asOf)?.steps ?? [];
      return steps.find((step) => step.stageId === stageId)?.nextStageId ?? null;
    },
  };

  return {
    sources,
    ignoredMerges: merges.ignored,
    defaultAsOf(now) {
      const newest = events
        .filter(({ type }) => type.startsWith('sales.'))
        .map(({ time }) => toInstant(time))
        .sort()
        .at(-1);
      if (newest === undefined) return toInstant(now);
      const midnight = settings.toInstant(addDays(settings.localDate(newest), 1));
      return midnight < toInstant(now) ? midnight : toInstant(now);
    },
    deals: (asOf) => dealsAt(settings.toInstant(asOf)),
    steps: (asOf) => stepsAt(settings.toInstant(asOf)),
    closes: (asOf) => closesAt(settings.toInstant(asOf)),
    activities: (asOf) => activitiesAt(settings.toInstant(asOf)),
    horizon: (pipelineId, stageId, asOf) => horizonAt(pipelineId, stageId, settings.toInstant(asOf)),
    funnel(query) {
      const { asOf, by, contains } = readPeriod(query);
      const cohort = stepsAt(asOf).filter(
        ({ pipelineId, enteredAt }) => pipelineId === query.pipeline && contains(enteredAt),
      );
      const defined = pipelines.definitionBefore(query.pipeline, asOf)?.steps ?? [];
      const stageIds = new Set([
        ...defined.map(({ stageId }) => stageId),
        // Deals that came in under an earlier definition.
        ...cohort.map(({ stageId }) => stageId).sort(compareBytewise),
      ]);
      const keyOf = (step: OracleStep): string =>
        groupKeyOf({ ...step, at: step.enteredAt, rep: step.creditedRep }, by, people, settings);
      return groupByKey(cohort, by, keyOf).map(([key, steps]) => ({
        key,
        steps: [...stageIds].map((stageId) => {
          const onStage = steps.filter((step) => step.stageId === stageId);
          const days = query.horizonDays?.[stageId] ?? horizonAt(query.pipeline, stageId, asOf).days;
          return countFunnelStep(stageId, onStage, days, asOf);
        }),
      }));
    },
    winRate: (query) =>
      closesByKey(query).map(([key, closes]) => {
        const won = closes.filter(({ outcome }) => outcome === 'won').length;
        const rate = closes.length === 0 ? null : won / closes.length;
        return { key, won, lost: closes.length - won, rate };
      }),
    wonDeals: (query) =>
      closesByKey(query).map(([key, closes]) => ({
        key,
        value: closes.filter(({ outcome }) => outcome === 'won').length,
      })),
    wonRevenue(query) {
      const asOf = settings.toInstant(query.asOf);
      const exchange = openExchange(settings.currencyAt(asOf), dealsAt(asOf), rates);
      return closesByKey(query).map(([key, closes]) => ({ key, ...exchange.sumWon(closes) }));
    },
    contactsPerDeal(asOf) {
      const at = settings.toInstant(asOf);
      return dealsAt(at).map((deal) => ({
        dealId: deal.dealId,
        contacts: countContacts(deal, activitiesAt(at)),
      }));
    },
    firstResponseTime(asOf) {
      const at = settings.toInstant(asOf);
      return dealsAt(at).map((deal) => ({
        dealId: deal.dealId,
        seconds: measureFirstResponse(deal, activitiesAt(at)),
      }));
    },
  };
}

function rememberByInstant<Answer>(answer: (asOf: Instant) => Answer): (asOf: Instant) => Answer {
  const known = new Map<Instant, Answer>();
  return (asOf) => {
    const remembered = known.get(asOf) ?? answer(asOf);
    known.set(asOf, remembered);
    return remembered;
  };
}

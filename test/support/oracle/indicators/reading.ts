import type { OracleActivity } from '../activities.ts';
import type { OracleStep } from '../deal-steps.ts';
import type { DealWalk } from '../deal-walk.ts';
import type { OracleClose } from '../deals.ts';
import { type GroupBy, groupByKey, groupKeyOf } from '../group-key.ts';
import type { Instant } from '../instant.ts';
import type { QuotaSet } from '../oracle-event.ts';
import type { People } from '../people.ts';
import type { Exchange } from '../revenue.ts';
import type { Settings } from '../settings.ts';

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

export interface Observation {
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

export type Row = (sources: IndicatorSources, query: IndicatorQuery) => OracleIndicatorRow[];

export function reading<Item extends Observation>(one: Reading<Item>): Row {
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

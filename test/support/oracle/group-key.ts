import { compareBytewise } from './bytewise.ts';
import { groupBy } from './group-by.ts';
import type { Instant } from './instant.ts';
import { isoWeekOf } from './local-calendar.ts';
import type { People } from './people.ts';
import type { Settings } from './settings.ts';

export type GroupBy =
  | 'rep'
  | 'team'
  | 'manager'
  | 'segment'
  | 'product'
  | 'pipeline'
  | 'stage'
  | 'kind'
  | 'week'
  | 'month'
  | 'lost_reason'
  | 'quarter'
  | 'none';

/** What a step entry or a close offers to be grouped by. */
interface Groupable {
  readonly at: Instant;
  readonly rep: string;
  readonly segment: string;
  readonly product: string;
  readonly pipelineId?: string | null;
  readonly stageId?: string;
  readonly kind?: string;
  readonly lostReason?: string | null;
}

/** The contract's keys: `2017-03`, `2017-W09`, ids, `unassigned`, `unknown`; `all` without grouping. */
export function groupKeyOf(item: Groupable, by: GroupBy, people: People, settings: Settings): string {
  const person = people.versionAt(item.rep, item.at);
  switch (by) {
    case 'none':
      return 'all';
    case 'rep':
      return item.rep;
    case 'team':
      return person?.team ?? 'unassigned';
    case 'manager':
      return person?.managerId ?? 'unassigned';
    case 'segment':
      return item.segment;
    case 'product':
      return item.product;
    case 'pipeline':
      return item.pipelineId ?? 'unassigned';
    case 'stage':
      return item.stageId ?? 'unassigned';
    case 'kind':
      return item.kind ?? 'unassigned';
    case 'lost_reason':
      return item.lostReason ?? 'unknown';
    case 'week':
      return isoWeekOf(settings.localDate(item.at));
    case 'quarter':
      throw new Error('fiscal quarters are told by the reading of quotas');
    case 'month':
      return settings.localDate(item.at).slice(0, 7);
  }
}

/** Groups by key, keys bytewise; without grouping there is one row even for nothing. */
export function groupByKey<Item>(
  items: readonly Item[],
  by: GroupBy,
  keyOf: (item: Item) => string,
): [string, Item[]][] {
  if (by === 'none') return [['all', [...items]]];
  return [...groupBy(items, keyOf)].sort(([one], [other]) => compareBytewise(one, other));
}

import type { Preset, PresetId } from '@stepup/contracts';

/** A way in which other tools count, as SQL over every step of a pipeline with what is known of its deal. */
export interface PresetCount {
  /** Whether the step counts at all. */
  seen: string;
  /** Whether it counts as moved on. */
  moved: string;
  /** Whom it is counted for. */
  rep: 'credited' | 'current_owner';
}

const inPeriod = (column: string): string =>
  `(${column} >= {from:DateTime64(6, 'UTC')} AND ${column} < {to:DateTime64(6, 'UTC')})`;

/**
 * The columns these are written in: those of a step (`entered_at`, `ended_at`, `is_advanced`, `is_lost`, `skipped`, `rank`), of its
 * deal (`began_at`, `outcome`, `closed_at`), and `chained`: the deal stood at this and every earlier stage within the period;
 * `next_chained`: and at the next.
 */
export const presetCounts: Record<PresetId, PresetCount> = {
  stage_exits: {
    seen: `(is_advanced OR is_lost) AND ${inPeriod('ended_at')}`,
    moved: 'is_advanced',
    rep: 'credited',
  },
  stages_in_order: {
    seen: 'chained',
    moved: `next_chained OR (next_stage_id = '' AND is_advanced AND ${inPeriod('ended_at')})`,
    rep: 'current_owner',
  },
  closed_only: {
    seen: `outcome != 'open' AND ${inPeriod('closed_at')}`,
    moved: 'is_advanced',
    rep: 'current_owner',
  },
  created_not_lost: {
    seen: `${inPeriod('began_at')} AND outcome != 'lost'`,
    moved: 'is_advanced',
    rep: 'current_owner',
  },
};

/** What each of them means, in words. */
export const presetCatalogue: readonly Preset[] = [
  {
    id: 'stage_exits',
    title: 'Stage exits in the period',
    counts:
      'Of the deals that left the stage in the period, the share that moved to a later one instead of being lost. Skipped stages count as left.',
    owner_rule: 'Whoever owned the deal longest while it stood at the stage.',
    differs:
      'Deals that are still open at the stage are invisible: whoever never closes a deal as lost looks perfect. Deals that entered before the period count, those that entered in it and left later do not.',
  },
  {
    id: 'stages_in_order',
    title: 'All stages in order within the period',
    counts:
      'Of the deals that stood at this and every earlier stage within the period, the share that also came to stand at the next within it (at the last stage: was won).',
    owner_rule: 'The present owner of the deal.',
    differs:
      'One skipped stage drops a deal from every later one, also a won one. Deals that began before the period vanish, and deals that take longer than it look like failures.',
  },
  {
    id: 'closed_only',
    title: 'Closed deals only',
    counts:
      'Of the deals closed in the period, won or lost, that ever reached the stage, the share that passed it.',
    owner_rule: 'The present owner of the deal.',
    differs:
      'Open deals are left out, and what happened at the stage may be long ago: a change of skill shows months late. Quick losses and quick wins weigh too much while a pipeline grows.',
  },
  {
    id: 'created_not_lost',
    title: 'Created in the period, without lost deals',
    counts:
      'Of the deals created in the period and not lost today, the share of those that reached the stage which also passed it.',
    owner_rule: 'The present owner of the deal.',
    differs:
      'Lost deals are taken out of every stage that they reached, so every rate is too high; open deals that are still on their way pull it down.',
  },
];

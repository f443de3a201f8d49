import type { RandomStream } from '../random-stream.ts';
import { pipelineIds } from './company-story.ts';
import type { EpochUs } from './history-clock.ts';
import { dayStart, dayUs, drawMoment, formatUs, historyDays } from './history-clock.ts';
import type { HistoryDraft } from './history-draft.ts';

type Fields = Readonly<Record<string, unknown>>;

const usualStages = ['A', 'B', 'C', 'won'] as const;
const allStages = [
  'A',
  'A',
  'B',
  'B',
  'C',
  'C',
  'D',
  'X',
  'won',
  'won',
  'lost',
  'lost',
  'renewed',
  'ghost',
  null,
] as const;

/** The shapes whose derivation the contract spells out. */
const goldenShapes: readonly (readonly string[])[] = [
  ['A', 'B', 'won'],
  ['A', 'C', 'lost'],
  ['B', 'lost'],
  ['A', 'B', 'A', 'lost'],
  ['A', 'B', 'lost', 'B'],
  ['A', 'B', 'C', 'won', 'C', 'lost'],
  ['A', 'lost', 'B'],
  ['A', 'B', 'won', 'B', 'lost'],
  ['won'],
];

/**
 * A golden shape, so that none of them goes untested; with other owners now and then. Half of them in regular time,
 * each step six days and a new owner exactly halfway, which makes ownership of equal length.
 */
function tellGoldenDeal(random: RandomStream, dealId: string, repIds: readonly string[]): HistoryDraft[] {
  const isRegular = random.chance(0.5);
  const firstDay = random.integer(0, 8);
  let day = firstDay;
  return random.pick(goldenShapes).flatMap((stageId, index): HistoryDraft[] => {
    if (isRegular) day = firstDay + 6 * index;
    else if (index > 0) day = Math.min(historyDays, day + random.pick([1, 3, 3, 6]));
    const timeUs = isRegular ? dayStart(day) : drawMoment(random, day);
    const first = { pipeline_id: 'p-1', owner_id: random.pick(repIds), amount: '100.00', currency: 'EUR' };
    const owner = random.chance(0.25) ? { owner_id: drawOwner(random, repIds) } : {};
    const change = (atUs: EpochUs, fields: Fields): HistoryDraft => ({
      type: 'sales.deal.changed.v1',
      timeUs: atUs,
      data: { deal_id: dealId, ...fields },
    });
    const stand = change(timeUs, { ...(index === 0 ? first : owner), stage_id: stageId });
    return isRegular ? [stand, change(timeUs + 3 * dayUs, { owner_id: drawOwner(random, repIds) })] : [stand];
  });
}

/** One deal from its first sight on: mostly a plausible walk, at every turn a chance of the implausible. */
export function tellDeal(random: RandomStream, dealId: string, repIds: readonly string[]): HistoryDraft[] {
  if (random.chance(0.22)) return tellGoldenDeal(random, dealId, repIds);
  const drafts: HistoryDraft[] = [];
  let day = random.integer(0, 12);
  let place = 0;
  const tell = (fields: Fields, timeUs: EpochUs): void => {
    drafts.push({ type: 'sales.deal.changed.v1', timeUs, data: { deal_id: dealId, ...fields } });
  };
  place = tellFirstSight(random, repIds, (fields) => tell(fields, drawMoment(random, day)));
  for (let left = random.integer(2, 9); left > 0; left -= 1) {
    day = Math.min(historyDays, day + random.pick([0, 1, 2, 5, 5, 10]));
    const timeUs = drawMoment(random, day);
    const turn = random.uniform();
    if (turn < 0.34) {
      place = Math.min(usualStages.length - 1, place + random.pick([1, 1, 1, 2]));
      tell({ stage_id: random.chance(0.12) ? 'lost' : usualStages[place] }, timeUs);
    } else if (turn < 0.52) {
      const stageId = random.pick(allStages);
      place = Math.max(
        0,
        usualStages.findIndex((stage) => stage === stageId),
      );
      tell({ stage_id: stageId }, timeUs);
    } else if (turn < 0.68) {
      tell({ owner_id: drawOwner(random, repIds) }, timeUs);
    } else if (turn < 0.74) {
      tell({ stage_id: random.pick(allStages), owner_id: drawOwner(random, repIds) }, timeUs);
    } else if (turn < 0.81) {
      tell(drawPipelineMove(random), timeUs);
    } else if (turn < 0.91) {
      tell(drawAttributes(random, timeUs), timeUs);
    } else if (turn < 0.93) {
      tell({}, timeUs);
    } else {
      drafts.push({ type: 'sales.deal.deleted.v1', timeUs, data: { deal_id: dealId } });
      if (random.chance(0.5))
        tell(random.pick([{}, { stage_id: 'B' }, { owner_id: null }]), drawMoment(random, day));
    }
  }
  return drafts;
}

/** Tells the first event and returns the place in the usual order where the deal then stands. */
function tellFirstSight(
  random: RandomStream,
  repIds: readonly string[],
  tell: (fields: Fields) => void,
): number {
  const kind = random.uniform();
  const owner = random.chance(0.85) ? { owner_id: drawOwner(random, repIds) } : {};
  const pipeline = { pipeline_id: random.chance(0.9) ? 'p-1' : random.pick(pipelineIds) };
  const extras = random.chance(0.6) ? drawAttributes(random, drawMoment(random, 0)) : {};
  if (kind < 0.08) {
    // Known, but not yet in any pipeline.
    tell({ ...owner, ...extras });
    return 0;
  }
  const place = kind < 0.7 ? 0 : random.integer(1, usualStages.length - 1);
  const stageId = kind > 0.97 ? 'lost' : usualStages[place];
  tell({ ...pipeline, stage_id: stageId, ...owner, ...extras });
  return place;
}

function drawOwner(random: RandomStream, repIds: readonly string[]): string | null {
  return random.pick([...repIds, ...repIds, 'r-ghost', null]);
}

function drawPipelineMove(random: RandomStream): Fields {
  const pipelineId = random.pick([...pipelineIds, 'p-1', null]);
  return random.chance(0.5)
    ? { pipeline_id: pipelineId }
    : { pipeline_id: pipelineId, stage_id: random.pick(['A', 'B', 'X', 'won']) };
}

function drawAttributes(random: RandomStream, timeUs: EpochUs): Fields {
  return random.pick<Fields>([
    { amount: random.integer(-5, 9_000), currency: 'EUR' },
    { amount: '1234.5678', currency: random.pick(['EUR', 'USD', 'CHF', 'XXX']) },
    { amount: 0.1 },
    { amount: null },
    { currency: null },
    { currency: 'USD' },
    { segment: random.pick(['s-1', 's-2', null]), product: random.pick(['x', null]) },
    { created_at: formatUs(timeUs), lead_source: 'web', account_id: 'acc-1' },
    { created_at: null, account_id: random.pick(['acc-1', 'acc-2', null]) },
    { expected_close_on: '2025-05-31', name: 'A deal', lost_reason: random.pick(['price', null]) },
  ]);
}

/** Merges: pairs, chains, circles, a deal into itself, of ids never seen, at any time. */
export function tellMerges(random: RandomStream, dealIds: readonly string[]): HistoryDraft[] {
  const ids = [...dealIds, 'd-ghost'];
  const shape = random.pick([
    'none',
    'pair',
    'pair',
    'pair',
    'chain',
    'circle',
    'self',
    'many',
    'twice',
  ] as const);
  const [first = 'd-ghost', second = 'd-ghost', third = 'd-ghost'] = random.shuffle(ids);
  const links: Readonly<Record<typeof shape, readonly (readonly [string, readonly string[]])[]>> = {
    none: [],
    pair: [[first, [second]]],
    chain: [
      [first, [second]],
      [second, [third]],
    ],
    circle: [
      [first, [second]],
      [second, [first]],
    ],
    self: [[first, [first]]],
    many: [[first, [second, third]]],
    twice: [
      [first, [third]],
      [second, [third]],
    ],
  };
  return links[shape].map(([survivor, merged]) => ({
    type: 'sales.deal.merged.v1',
    timeUs: drawMoment(random, random.integer(0, historyDays)),
    data: { deal_id: survivor, merged_ids: merged },
  }));
}

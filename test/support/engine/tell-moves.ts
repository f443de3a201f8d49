import type { Instant } from '@stepup/contracts';
import fc from 'fast-check';

/** A deal says its stage, its pipeline, its owner, or several of them; or it is deleted. */
export interface Move {
  deal: string;
  isDeleted?: true;
  /** After the move before: a day, a microsecond, or nothing. A day where it is not said. */
  after?: 'day' | 'microsecond' | 'nothing';
  pipeline_id?: string | null;
  stage_id?: string | null;
  owner_id?: string | null;
}

const firstDay = Date.UTC(2025, 0, 2);

/** When each move was, in their order: day and microsecond of it. */
function timeMoves(moves: readonly Move[]): [number, number][] {
  let [day, microseconds] = [-1, 0];
  return moves.map(({ after = 'day' }, nth) => {
    if (after === 'day' || nth === 0) [day, microseconds] = [day + 1, 0];
    if (after === 'microsecond') microseconds += 1;
    return [day, microseconds];
  });
}

/** So many microseconds after the midnight that begins a day; the first is 2 January 2025. */
export function momentOf(day: number, microseconds: number): Instant {
  const date = new Date(firstDay + day * 86_400_000).toISOString().slice(0, 10);
  return `${date}T00:00:00.${String(microseconds).padStart(6, '0')}Z`;
}

/** A microsecond after each move, when it counts. */
export function momentsAfter(moves: readonly Move[]): Instant[] {
  return timeMoves(moves).map(([day, microseconds]) => momentOf(day, microseconds + 1));
}

/** One event of the one source. */
export const event = (id: string, type: string, time: string, data: object) => {
  return { specversion: '1.0', id, source: 's', type, time, data };
};

/** Two pipelines, each with the steps A, B and C. */
export const definitions = ['p-1', 'p-2'].map((id) => {
  const stages = [
    ...['A', 'B', 'C'].map((stage, index) => ({ stage_id: stage, name: stage, position: index + 1 })),
    ...(['won', 'lost'] as const).map((end) => ({ stage_id: end, name: end, position: 9, outcome: end })),
  ];
  return event(id, 'sales.pipeline.defined.v1', momentOf(-1, 0), { pipeline_id: id, name: id, stages });
});

/** What becomes an alias of what, and on which day. */
interface Merge {
  survivor: string;
  merged: readonly string[];
  day: number;
}

const bothMerged: readonly Merge[] = [{ survivor: 'd-1', merged: ['m-1', 'm-2'], day: 3 }];

/** One history. Its ids begin with `prefix`; where nothing else is said, `m-1` and `m-2` are merged into `d-1`, which they may precede. */
export function tellMoves(prefix: string, moves: readonly Move[], merges = bothMerged): object[] {
  const times = timeMoves(moves);
  return [
    ...merges.map(({ survivor, merged, day }, nth) =>
      event(`${prefix}merge-${nth}`, 'sales.deal.merged.v1', momentOf(day, 0), {
        deal_id: `${prefix}${survivor}`,
        merged_ids: merged.map((dealId) => `${prefix}${dealId}`),
      }),
    ),
    ...moves.map(({ deal, after: _after, isDeleted = false, ...said }, nth) => {
      const id = `${prefix}move-${String(nth).padStart(2, '0')}`;
      const [day, microseconds] = times[nth] ?? [0, 0];
      const type = isDeleted ? 'sales.deal.deleted.v1' : 'sales.deal.changed.v1';
      return event(id, type, momentOf(day, microseconds), { deal_id: `${prefix}${deal}`, ...said });
    }),
  ];
}

const pipeline = fc.constantFrom('p-1', 'p-1', 'p-2');
const stage = fc.constantFrom('A', 'B', 'C', 'won', 'lost');
const deal = fc.constantFrom('d-1', 'd-1', 'd-1', 'd-2', 'm-1', 'm-2');
const owner = fc.constantFrom('r-1', 'r-2', 'r-3', null);
const after = fc.constantFrom(
  'day' as const,
  'day' as const,
  'day' as const,
  'microsecond' as const,
  'nothing' as const,
);
const begin = fc.record({
  deal,
  after,
  pipeline_id: fc.constant('p-1'),
  stage_id: fc.constantFrom('A', 'B'),
  owner_id: owner,
});
const move = fc.oneof(
  fc.record({ deal, after, stage_id: stage }),
  fc.record({ deal, after, stage_id: fc.constantFrom('A', 'won', 'lost', 'nobody-defined', null) }),
  fc.record({ deal, after, pipeline_id: pipeline, stage_id: stage, owner_id: owner }),
  fc.record({ deal, after, pipeline_id: fc.constantFrom('p-1', 'p-2', 'nobody-defined', null) }),
  fc.record({ deal, after, owner_id: owner }),
);
const deletion = fc.record({ deal, after, isDeleted: fc.constant(true as const) });
const everyDeal = fc.constantFrom('d-1', 'd-2', 'm-1', 'm-2', 'm-3');
/** A merge of any of the deals of a history. */
export const merge = fc.record({
  survivor: everyDeal,
  merged: fc.array(everyDeal, { minLength: 1, maxLength: 2 }),
  day: fc.nat(20),
});
/** A history whose deals begin in `p-1`, and go on anyhow. */
export const history = fc
  .tuple(
    fc.array(fc.oneof({ weight: 9, arbitrary: begin }, { weight: 1, arbitrary: deletion }), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.array(fc.oneof({ weight: 30, arbitrary: move }, { weight: 1, arbitrary: deletion }), {
      minLength: 4,
      maxLength: 20,
    }),
  )
  .map((parts): Move[] => parts.flat());

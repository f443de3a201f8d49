import type { Lead } from '../exposure/case-segment.ts';
import { caseSegmentNamer } from '../exposure/case-segment.ts';
import type { StepExposure } from '../exposure/compute-exposure.ts';
import type { DelayCurve } from '../exposure/delay-curve.ts';
import { buildDelayCurve } from '../exposure/delay-curve.ts';
import type { ObservedEpisode } from '../exposure/observed-episode.ts';

/** Deals of one rep and one kind that stand at the step, by whole days of age. */
type OpenDeals = {
  readonly repId: string;
  readonly lead: Lead;
  readonly ageDays: number;
  readonly deals: number;
};

/** Deals of one rep and one kind that begin their way at the step. */
type Arrivals = { readonly repId: string; readonly lead: Lead; readonly dealsPerWeek: number };

/** What stands at a step and what comes in. Rows are in code-unit order of rep and kind. */
export type StepFlow = {
  readonly open: readonly OpenDeals[];
  /** Deals whose first step this is; empty where no deal says so. */
  readonly starts: readonly Arrivals[];
  /** All entries, for the first step of a chain whose deals do not say where they began. */
  readonly entries: readonly Arrivals[];
  /** Whether the deals say where they began. */
  readonly knowsStarts: boolean;
  /** Deals of the window that stood or began here, by rep. */
  readonly dealsOf: ReadonlyMap<string, { readonly entered: number; readonly started: number }>;
  /** Time to the loss of mature deals that did not advance; the total counts those never lost as well. */
  readonly losses: DelayCurve;
};

const ARRIVAL_DAYS = 182;
/** A newcomer's weeks count from the first deal on, but not fewer than four. */
const ARRIVAL_DAYS_AT_LEAST = 28;

export function describeFlow(
  episodes: readonly ObservedEpisode[],
  exposure: StepExposure,
  { windowDays, horizonDays }: { readonly windowDays: number; readonly horizonDays: number },
): StepFlow {
  const kindOf = kindNamer(episodes, exposure);
  const arrivalDays = Math.min(windowDays, ARRIVAL_DAYS);
  const recent = episodes.filter(({ ageDays }) => ageDays <= arrivalDays);
  const weeksOf = weeksByRep(recent, arrivalDays);
  const arrive = (arrivals: readonly ObservedEpisode[]): Arrivals[] =>
    sumByKind(arrivals, kindOf, () => 0).map(({ repId, lead, deals }) => ({
      repId,
      lead,
      dealsPerWeek: deals / (weeksOf.get(repId) ?? 1),
    }));
  const open = episodes.filter(({ decided, ageDays }) => !decided && ageDays < horizonDays);
  return {
    open: sumByKind(open, kindOf, ({ ageDays }) => Math.floor(ageDays)),
    starts: arrive(recent.filter(({ startsHere }) => startsHere === true)),
    entries: arrive(recent),
    knowsStarts: episodes.some(({ startsHere }) => startsHere !== null),
    dealsOf: countStarted(episodes),
    losses: lossCurve(episodes, horizonDays),
  };
}

function countStarted(episodes: readonly ObservedEpisode[]): StepFlow['dealsOf'] {
  const dealsOf = new Map<string, { entered: number; started: number }>();
  for (const { repId, startsHere, deals } of episodes) {
    const of = dealsOf.get(repId) ?? { entered: 0, started: 0 };
    of.entered += deals;
    if (startsHere === true) of.started += deals;
    dealsOf.set(repId, of);
  }
  return dealsOf;
}

/** Time-to-loss of the mature deals that did not advance within the horizon. */
function lossCurve(episodes: readonly ObservedEpisode[], horizonDays: number): DelayCurve {
  const losses: { days: number; deals: number }[] = [];
  let total = 0;
  for (const { ageDays, daysToAdvance, daysToLoss, deals } of episodes) {
    if (ageDays < horizonDays || (daysToAdvance !== null && daysToAdvance <= horizonDays)) continue;
    total += deals;
    if (daysToLoss !== null && daysToLoss <= horizonDays) losses.push({ days: daysToLoss, deals });
  }
  return { ...buildDelayCurve(losses), total };
}

type Kind = { readonly name: string; readonly lead: Lead };

/** Deals of one case-mix segment count as one kind; its amount is their mean, by which later steps find their band. */
function kindNamer(
  episodes: readonly ObservedEpisode[],
  { columns }: StepExposure,
): (episode: ObservedEpisode) => Kind {
  const segmentOf = caseSegmentNamer(columns.bands);
  const amounts = new Map<string, number[]>();
  for (const episode of episodes) {
    const name = segmentOf(episode);
    const known = amounts.get(name) ?? [];
    if (episode.amount !== null) known.push(episode.amount);
    amounts.set(name, known);
  }
  const meanOf = new Map(
    [...amounts].map(([name, known]) => {
      // Summed in order of size, so that the order of deals cannot change a bit.
      const sum = Float64Array.from(known)
        .sort()
        .reduce((total, amount) => total + amount, 0);
      return [name, known.length === 0 ? null : sum / known.length];
    }),
  );
  const kinds = new Map<string, Kind>();
  return (episode) => {
    // A name has one segment.
    const name = segmentOf(episode);
    return getOrAdd(kinds, name, () => ({
      name,
      lead: { segmentKey: episode.segmentKey, amount: meanOf.get(name) ?? null },
    }));
  };
}

function weeksByRep(recent: readonly ObservedEpisode[], arrivalDays: number): Map<string, number> {
  const oldest = new Map<string, number>();
  for (const { repId, ageDays } of recent) oldest.set(repId, Math.max(oldest.get(repId) ?? 0, ageDays));
  return new Map(
    [...oldest].map(([repId, days]) => [
      repId,
      Math.min(arrivalDays, Math.max(ARRIVAL_DAYS_AT_LEAST, days)) / 7,
    ]),
  );
}

type RowsByAge = Map<number, { lead: Lead; deals: number }>;

function sumByKind(
  episodes: readonly ObservedEpisode[],
  kindOf: (episode: ObservedEpisode) => Kind,
  ageOf: (episode: ObservedEpisode) => number,
): OpenDeals[] {
  // Three maps within each other, so that the key that rows are ordered by is written once a row and not once a deal.
  const rows = new Map<string, Map<string, RowsByAge>>();
  for (const episode of episodes) {
    const { name, lead } = kindOf(episode);
    const ofKind = getOrAdd(rows, episode.repId, newMap<string, RowsByAge>);
    const ofAge = getOrAdd(ofKind, name, newMap<number, { lead: Lead; deals: number }>);
    const row = getOrAdd(ofAge, ageOf(episode), () => ({ lead, deals: 0 }));
    row.deals += episode.deals;
  }
  return [...rows]
    .flatMap(([repId, ofKind]) =>
      [...ofKind].flatMap(([name, ofAge]) =>
        [...ofAge].map(([ageDays, { lead, deals }]) => ({
          key: JSON.stringify([repId, name, ageDays]),
          row: { repId, lead, ageDays, deals },
        })),
      ),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}

function newMap<Key, Value>(): Map<Key, Value> {
  return new Map();
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const added = make();
  map.set(key, added);
  return added;
}

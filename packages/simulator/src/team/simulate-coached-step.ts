import { createRandomStream } from '../random-stream.ts';
import { knownAt } from './known-at.ts';
import type { SimulatedEpisode } from './simulate-team.ts';

/** A team before and after some of it were coached on one step. */
export interface CoachedStepOptions {
  readonly seed: number;
  readonly reps: number;
  /** Entries per rep in the days before and after the start. */
  readonly entriesBefore: number;
  readonly entriesAfter: number;
  readonly daysBefore: number;
  readonly daysAfter: number;
  /** Lasting differences of skill, and a rep's noise of a quarter, log-odds. */
  readonly spread: number;
  readonly quarterNoise: number;
  /** What happens to everybody's odds at the start. */
  readonly teamShift: number;
  /** What coaching does to the odds of those coached from the start on; 0 = nothing. */
  readonly effect: number;
  /** Who is coached, by what was known at the start: all that entered before, nothing that was decided later. */
  readonly choose: (seen: readonly SimulatedEpisode[], repIds: readonly string[]) => readonly string[];
}

export interface CoachedStep {
  readonly repIds: readonly string[];
  readonly coached: readonly string[];
  readonly startDays: number;
  readonly asOfDays: number;
  readonly horizon: { readonly days: number; readonly source: 'stage' };
  /** Everything known at `asOfDays`. */
  readonly episodes: readonly SimulatedEpisode[];
}

const startDays = 20_000;
const horizonDays = 35;
const meanDelayDays = 9;
const segmentLogits = [0.4, 0, -0.5];
const seasonLogit = 0.15;
const monthDays = 30;
const quarterDays = 90;

/** Three segments of unlike difficulty, seasons, quarters of luck, deals still open; then coaching of whoever is chosen. */
export function simulateCoachedStep(options: CoachedStepOptions): CoachedStep {
  const random = createRandomStream(options.seed, 'coached-step');
  const repIds = Array.from({ length: options.reps }, (_, r) => `rep-${String(r + 1).padStart(3, '0')}`);
  const asOfDays = startDays + options.daysAfter;
  const base = 0.4 * (2 * random.uniform() - 1);
  const people = repIds.map((repId) => ({
    repId,
    skill: options.spread * random.normal(),
    mix: segmentLogits.map(() => 0.3 + random.uniform()),
    quarters: new Map<number, number>(),
  }));
  type Person = (typeof people)[number];
  const noiseOf = (person: Person, quarter: number): number => {
    const drawn = person.quarters.get(quarter) ?? options.quarterNoise * random.normal();
    person.quarters.set(quarter, drawn);
    return drawn;
  };
  const drawDeal = (person: Person, enteredAtDays: number, shift: number): SimulatedEpisode => {
    const sinceStart = enteredAtDays - startDays;
    const segment = random.weightedIndex(person.mix);
    const season = Math.floor(sinceStart / monthDays) % 2 === 0 ? seasonLogit : -seasonLogit;
    const luck = noiseOf(person, Math.floor(sinceStart / quarterDays));
    const eta = base + person.skill + (segmentLogits[segment] ?? 0) + season + luck + shift;
    const advances = random.chance(1 / (1 + Math.exp(-eta)));
    const happened = Math.min(horizonDays, -meanDelayDays * Math.log1p(-random.uniform())) * (1 - 1e-9);
    return {
      repId: person.repId,
      enteredAtDays,
      daysToAdvance: advances ? happened : null,
      daysToLoss: advances ? null : happened,
      segmentKey: `segment-${segment + 1}`,
      ownerChanged: false,
      startsHere: true,
      skipped: false,
    };
  };
  const draw = (person: Person, entries: number, from: number, days: number, shift: number) =>
    Array.from({ length: entries }, () =>
      drawDeal(person, from + days * Math.min(1 - 1e-6, random.uniform()), shift),
    );
  const before = people.flatMap((person) =>
    draw(person, options.entriesBefore, startDays - options.daysBefore, options.daysBefore, 0),
  );
  const coached = options.choose(knownAt(before, startDays), repIds);
  const after = people.flatMap((person) => {
    const shift = options.teamShift + (coached.includes(person.repId) ? options.effect : 0);
    return draw(person, options.entriesAfter, startDays, options.daysAfter, shift);
  });
  const horizon = { days: horizonDays, source: 'stage' } as const;
  const episodes = knownAt([...before, ...after], asOfDays);
  return { repIds, coached, startDays, asOfDays, horizon, episodes };
}

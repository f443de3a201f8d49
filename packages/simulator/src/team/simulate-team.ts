import type { RandomStream } from '../random-stream.ts';
import { createRandomStream } from '../random-stream.ts';
import { knownAt } from './known-at.ts';
import type { TeamOptions, TeamStress } from './team-options.ts';

/** A deal in a step, as the history rules leave it; days since 1970-01-01T00:00Z. */
export interface SimulatedEpisode {
  readonly repId: string;
  readonly enteredAtDays: number;
  readonly daysToAdvance: number | null;
  readonly daysToLoss: number | null;
  readonly segmentKey: string;
  readonly ownerChanged: boolean;
  readonly startsHere: boolean;
  readonly skipped: boolean;
}

/** What a cell was made from. */
export interface CellTruth {
  readonly repId: string;
  readonly step: string;
  readonly planted: boolean;
  /** Log-odds above a colleague without gap. */
  readonly skill: number;
  /** Share of each segment in the leads the rep is given in the long run, and its rate. */
  readonly mix: readonly number[];
  readonly segmentRates: readonly number[];
  /** Rate with the leads the rep has had. */
  readonly rate: number;
  /** Rate of the median colleague, and of one of the mean skill, with the same leads. */
  readonly typical: number;
  readonly mean: number;
}

interface SimulatedStep {
  readonly step: string;
  readonly horizon: { readonly days: number; readonly source: 'stage' };
  readonly episodes: readonly SimulatedEpisode[];
}

export interface SimulatedTeam {
  readonly input: {
    readonly repIds: readonly string[];
    readonly asOfDays: number;
    readonly steps: readonly SimulatedStep[];
  };
  readonly truth: readonly CellTruth[];
}

const asOfDays = 20_089;
const horizonDays = 35;
const meanDelayDays = 9;
const segmentLogits = [0.4, 0, -0.5];
const seasonLogit = 0.15;
const monthDays = 30;
const meanLatenessDays = 20;

/** A team with three segments of unlike difficulty, unlike mixes, seasons, noisy months and deals still open. */
export function simulateTeam(options: TeamOptions): SimulatedTeam {
  const random = createRandomStream(options.seed, 'team');
  const repIds = Array.from({ length: options.reps }, (_, r) => `rep-${String(r + 1).padStart(3, '0')}`);
  const mixes = repIds.map(() => {
    const weights = segmentLogits.map(() => 0.3 + random.uniform());
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });
  const paces = repIds.map(() => random.logNormal(1, options.stress?.paceSpread ?? 0));
  const truth: CellTruth[] = [];
  const steps = Array.from({ length: options.steps }, (_, s): SimulatedStep => {
    const step = `step-${s + 1}`;
    const base = (options.baseRange ?? 0.4) * (2 * random.uniform() - 1);
    const people = repIds.map((repId, r) => {
      const planted = random.chance(options.gapShare);
      const skill = drawSkill(random, options) + (planted ? options.gap : 0);
      const months = Math.ceil((options.historyDays ?? 180) / monthDays) + 1;
      const noise = Array.from({ length: months }, () => options.monthNoise * random.normal());
      return { repId, planted, skill, mix: mixes[r] ?? [], pace: paces[r] ?? 1, noise };
    });
    const skills = people.map(({ skill }) => skill).toSorted((a, b) => a - b);
    const middle = medianOf(skills);
    const mean = skills.reduce((sum, skill) => sum + skill, 0) / Math.max(1, skills.length);
    const episodesOf = people.map((person) => simulateCell(random, options, { base, people, person, s }));
    for (const [r, { repId, planted, skill, mix }] of people.entries()) {
      const leads = countMix(episodesOf[r] ?? []);
      truth.push({
        repId,
        step,
        planted,
        skill,
        mix,
        segmentRates: segmentLogits.map((logit) => inverseLogit(base + skill + logit)),
        rate: rateOf(leads, base + skill),
        typical: rateOf(leads, base + middle),
        mean: rateOf(leads, base + mean),
      });
    }
    const episodes = episodesOf.flat();
    return { step, horizon: { days: horizonDays, source: 'stage' }, episodes };
  });
  return { input: { repIds, asOfDays, steps }, truth };
}

/** The same team as it was known on an earlier day. */
export function seenAt(team: SimulatedTeam, onDays: number): SimulatedTeam['input'] {
  const { repIds, steps } = team.input;
  return {
    repIds,
    asOfDays: onDays,
    steps: steps.map((step) => ({ ...step, episodes: knownAt(step.episodes, onDays) })),
  };
}

interface Person {
  readonly repId: string;
  readonly skill: number;
  readonly mix: readonly number[];
  readonly pace: number;
  readonly noise: readonly number[];
}

function simulateCell(
  random: RandomStream,
  options: TeamOptions,
  cell: {
    readonly base: number;
    readonly people: readonly Person[];
    readonly person: Person;
    readonly s: number;
  },
): SimulatedEpisode[] {
  const { base, people, person, s } = cell;
  const { stress = {}, historyDays = 180 } = options;
  return Array.from({ length: options.entriesPerCell }, () => {
    const ageDays = Math.max(0.01, historyDays * random.uniform());
    const segment = random.weightedIndex(person.mix);
    const ownerChanged = random.chance(stress.ownerChanges ?? 0);
    const worker = ownerChanged ? random.pick(people) : person;
    const month = Math.floor(ageDays / monthDays);
    const season = month % 2 === 0 ? seasonLogit : -seasonLogit;
    const eta = base + worker.skill + (segmentLogits[segment] ?? 0) + season + (worker.noise[month] ?? 0);
    const advances = random.chance(inverseLogit(eta));
    const delay = -meanDelayDays * worker.pace * Math.log1p(-random.uniform());
    const happened = Math.min(horizonDays, delay) * (1 - 1e-9);
    const recorded = recordMove(random, stress, { advances, happened, ageDays });
    return {
      repId: person.repId,
      enteredAtDays: asOfDays - ageDays,
      daysToAdvance: advances ? recorded : null,
      daysToLoss: advances ? null : recorded,
      segmentKey: nameSegment(segment),
      ownerChanged,
      startsHere: s === 0,
      skipped: false,
    };
  });
}

/** When the records say that it happened, in days from the entry; null while they do not. */
function recordMove(
  random: RandomStream,
  stress: TeamStress,
  move: { readonly advances: boolean; readonly happened: number; readonly ageDays: number },
): number | null {
  const { advances, happened, ageDays } = move;
  let recorded = happened;
  if (random.chance(stress.lateEntries ?? 0)) recorded += -meanLatenessDays * Math.log1p(-random.uniform());
  if (!advances && !random.chance(stress.lossesRecorded ?? 1)) return null;
  const every = stress.cleanUpEveryDays;
  if (!advances && every !== undefined) {
    // Clean-ups lie at multiples of `every` days before as-of.
    const untilNow = ageDays - recorded;
    if (untilNow < 0) return null;
    recorded = ageDays - Math.floor(untilNow / every) * every;
  }
  return recorded <= ageDays ? recorded : null;
}

function drawSkill(random: RandomStream, { spread, stress }: TeamOptions): number {
  if (stress?.heavyTails !== true) return spread * random.normal();
  // t with 3 degrees of freedom has variance 3.
  const squares = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
  return (spread * (random.normal() / Math.sqrt(squares / 3))) / Math.sqrt(3);
}

function rateOf(mix: readonly number[], eta: number): number {
  return mix.reduce((sum, share, k) => sum + share * inverseLogit(eta + (segmentLogits[k] ?? 0)), 0);
}

function countMix(episodes: readonly SimulatedEpisode[]): number[] {
  return segmentLogits.map(
    (_, k) => episodes.filter(({ segmentKey }) => segmentKey === nameSegment(k)).length / episodes.length,
  );
}

function nameSegment(k: number): string {
  return `segment-${k + 1}`;
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function inverseLogit(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}

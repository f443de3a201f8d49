import { expit, seededRandom } from '@stepup/statistics';
import type { SeededRandom } from '@stepup/statistics';
import type { Episode } from '../episode.ts';
import type { StepInput, TeamInput } from '../team-input.ts';

export type SimulatedTeamOptions = {
  readonly seed: number;
  readonly reps: number;
  readonly steps: number;
  /** Entries per rep and step within the last 180 days. */
  readonly entriesPerCell: number;
  /** Natural spread of skill between reps, logits. */
  readonly spread: number;
  /** Share of cells with an extra gap, and its size in logits (negative). */
  readonly gapShare: number;
  readonly gap: number;
  /** Noise of a rep's month, logits. */
  readonly monthNoise: number;
};

type SimulatedCell = {
  readonly repId: string;
  readonly step: string;
  readonly planted: boolean;
  /** True rate at the rep's own leads, and that of a typical colleague with them. */
  readonly rate: number;
  readonly typical: number;
};

export type SimulatedTeam = { readonly input: TeamInput; readonly truth: readonly SimulatedCell[] };

const AS_OF_DAYS = 20_089;
const HISTORY_DAYS = 180;
const HORIZON_DAYS = 35;
const MEAN_DELAY_DAYS = 9;
const SEGMENT_EFFECTS = [0.4, 0, -0.5];
const SEASON_AMPLITUDE = 0.15;

/** A team with three segments of unlike difficulty, unlike mixes, seasons, noisy months and deals still open. */
export function simulateTeam(options: SimulatedTeamOptions): SimulatedTeam {
  const random = seededRandom(options.seed);
  const repIds = Array.from({ length: options.reps }, (_, r) => `rep-${String(r + 1).padStart(3, '0')}`);
  const mixes = repIds.map(() => {
    const weights = SEGMENT_EFFECTS.map(() => 0.3 + random.uniform());
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });
  const truth: SimulatedCell[] = [];
  const steps = Array.from({ length: options.steps }, (_, s): StepInput => {
    const step = `step-${s + 1}`;
    const base = -0.4 + 0.8 * random.uniform();
    const episodes = repIds.flatMap((repId, r) => {
      const mix = mixes[r] ?? [];
      const planted = random.uniform() < options.gapShare;
      const skill = options.spread * random.normal() + (planted ? options.gap : 0);
      truth.push({ repId, step, planted, rate: meanRate(mix, base + skill), typical: meanRate(mix, base) });
      return simulateCell(random, options, { repId, mix, eta: base + skill });
    });
    return { step, horizon: { days: HORIZON_DAYS, source: 'stage' }, episodes };
  });
  return { input: { repIds, asOfDays: AS_OF_DAYS, steps }, truth };
}

function simulateCell(
  random: SeededRandom,
  options: SimulatedTeamOptions,
  cell: { readonly repId: string; readonly mix: readonly number[]; readonly eta: number },
): Episode[] {
  const noiseOfMonth = Array.from({ length: 7 }, () => options.monthNoise * random.normal());
  return Array.from({ length: options.entriesPerCell }, () => {
    const ageDays = Math.max(0.01, HISTORY_DAYS * random.uniform());
    const segment = pickSegment(cell.mix, random.uniform());
    const month = Math.floor(ageDays / 30);
    const season = month % 2 === 0 ? SEASON_AMPLITUDE : -SEASON_AMPLITUDE;
    const eta = cell.eta + (SEGMENT_EFFECTS[segment] ?? 0) + season + (noiseOfMonth[month] ?? 0);
    const advances = random.uniform() < expit(eta);
    const days = Math.min(HORIZON_DAYS, -MEAN_DELAY_DAYS * Math.log1p(-random.uniform()));
    const ended = days <= ageDays;
    return {
      repId: cell.repId,
      enteredAtDays: AS_OF_DAYS - ageDays,
      daysToAdvance: advances && ended ? days * (1 - 1e-9) : null,
      daysToLoss: !advances && ended ? days * (1 - 1e-9) : null,
      segmentKey: `segment-${segment + 1}`,
      ownerChanged: false,
      skipped: false,
    };
  });
}

function meanRate(mix: readonly number[], eta: number): number {
  return mix.reduce((sum, share, k) => sum + share * expit(eta + (SEGMENT_EFFECTS[k] ?? 0)), 0);
}

function pickSegment(mix: readonly number[], position: number): number {
  let cumulated = 0;
  for (const [k, share] of mix.entries()) {
    cumulated += share;
    if (position < cumulated) return k;
  }
  return mix.length - 1;
}

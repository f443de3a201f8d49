import type { Episode } from './episode.ts';
import type { Horizon } from './horizon/estimate-horizon.ts';

export type StepInput = {
  /** Names the step within the team, for instance pipeline and stage. */
  readonly step: string;
  readonly horizon: Horizon;
  /** Read once, lazily; entries older than the window are skipped, so more than needed may be given. */
  readonly episodes: Iterable<Episode>;
};

export type TeamInput = {
  /** Who gets cells. Episodes of others describe the typical colleague as well, but get no cell. */
  readonly repIds: readonly string[];
  /** Days since 1970-01-01T00:00Z. */
  readonly asOfDays: number;
  readonly steps: readonly StepInput[];
  /** Days each rep has been in the role, where known. Never part of the benchmark; only noted, and for `limitToNewcomers`. */
  readonly tenureDays?: ReadonlyMap<string, number>;
};

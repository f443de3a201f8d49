import { checkPoisons, checkStorm, waitForCalm } from './check-storm.ts';
import type { FatalMoment } from './ingest-order.ts';
import { planStorm } from './plan-storm.ts';
import { playStorm } from './play-storm.ts';
import { type Field, startField } from './start-field.ts';

/** What one storm came to. */
export interface StormOutcome {
  seed: number;
  seconds: { playing: number; healing: number; comparing: number };
  steps: number;
  /** How often services had to be started again. */
  restarts: number;
  /** At which moments instances of ingest were killed. */
  fatalMoments: readonly FatalMoment[];
  faults: string[];
}

/** Plays storms one after the other on one field, telling of each as it ends, until all are played or it is told to stop. */
export async function runStorms(
  seeds: readonly number[],
  signal: AbortSignal,
  onOutcome: (outcome: StormOutcome) => void | Promise<void>,
): Promise<void> {
  if (seeds.length === 0) return;
  const field = await startField();
  const stopped = new Promise<'stopped'>((resolve) => {
    signal.addEventListener('abort', () => resolve('stopped'));
  });
  try {
    for (const seed of seeds) {
      if (signal.aborted) return;
      const outcome = await Promise.race([runStorm(field, seed), stopped]);
      if (outcome === 'stopped') return;
      await onOutcome(outcome);
    }
  } finally {
    await field.close();
  }
}

async function runStorm(field: Field, seed: number): Promise<StormOutcome> {
  const plan = planStorm(seed);
  const beganAtMs = performance.now();
  const restartsBefore = field.restarts();
  const diedBefore = field.fatalMoments().length;
  const ledger = await playStorm(field, plan);
  const playedAtMs = performance.now();
  await waitForCalm(field);
  const calmAtMs = performance.now();
  const faults = await checkStorm(field, plan, ledger);
  faults.push(...(await checkPoisons(field, ledger)));
  return {
    seed,
    seconds: {
      playing: (playedAtMs - beganAtMs) / 1000,
      healing: (calmAtMs - playedAtMs) / 1000,
      comparing: (performance.now() - calmAtMs) / 1000,
    },
    steps: plan.steps.length,
    restarts: field.restarts() - restartsBefore,
    fatalMoments: field.fatalMoments().slice(diedBefore),
    faults,
  };
}

/** For people who wait: `12 + 3 + 4 s`. */
export function describeSeconds({ playing, healing, comparing }: StormOutcome['seconds']): string {
  return `${[playing, healing, comparing].map((seconds) => Math.round(seconds)).join(' + ')} s`;
}

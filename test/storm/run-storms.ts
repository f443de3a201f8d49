import { checkStorm, waitForCalm } from './check-storm.ts';
import { planStorm } from './plan-storm.ts';
import { playStorm } from './play-storm.ts';
import { type Field, startField } from './start-field.ts';

/** What one storm came to. */
export interface StormOutcome {
  seed: number;
  seconds: number;
  steps: number;
  /** How often services had to be started again. */
  restarts: number;
  faults: string[];
}

/** Plays storms one after the other on one field, telling of each as it ends. */
export async function runStorms(
  seeds: readonly number[],
  onOutcome: (outcome: StormOutcome) => void | Promise<void>,
): Promise<void> {
  const field = await startField();
  try {
    for (const seed of seeds) await onOutcome(await runStorm(field, seed));
  } finally {
    await field.close();
  }
}

async function runStorm(field: Field, seed: number): Promise<StormOutcome> {
  const plan = planStorm(seed);
  const beganAtMs = performance.now();
  const restartsBefore = field.restarts();
  const lettersBefore = await field.countDeadLetters();
  const ledger = await playStorm(field, plan);
  await waitForCalm(field);
  const faults = await checkStorm(field, plan, ledger);
  const letters = (await field.countDeadLetters()) - lettersBefore;
  if (letters !== ledger.poisons) faults.push(`${ledger.poisons} poisons became ${letters} dead letters`);
  return {
    seed,
    seconds: (performance.now() - beganAtMs) / 1000,
    steps: plan.steps.length,
    restarts: field.restarts() - restartsBefore,
    faults,
  };
}

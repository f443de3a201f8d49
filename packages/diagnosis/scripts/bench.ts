import { diagnoseTeam } from '../src/diagnose-team.ts';
import { simulateTeam } from '@stepup/simulator';

const ROUNDS = 5;
const { input } = simulateTeam({
  seed: 1,
  reps: 200,
  steps: 6,
  entriesPerCell: 60,
  spread: 0.3,
  gapShare: 0.1,
  gap: -0.8,
  monthNoise: 0.15,
});
const episodes = input.steps.reduce((sum, step) => sum + [...step.episodes].length, 0);
process.stdout.write(`${input.repIds.length} reps, ${input.steps.length} steps, ${episodes} episodes\n`);
for (let round = 1; round <= ROUNDS; round++) {
  const startMs = performance.now();
  const { cells } = diagnoseTeam(input);
  const tookMs = Math.round(performance.now() - startMs);
  process.stdout.write(`round ${round}: ${tookMs} ms, ${cells.length} cells\n`);
}

import type { Instant } from '@stepup/contracts';
import { simulateHistory } from '@stepup/simulator';
import fc from 'fast-check';
import { arbitraryAdditions } from './enrich-history.ts';

const dealIds = ['d-1', 'd-2', 'd-3', 'd-4', 'd-5', 'd-6', 'new-1', 'new-2'];

/** A simulated history with what fast-check adds, the same for the same seed. */
export function tellHistory(seed: number): { told: unknown[]; end: Instant } {
  const simulated = simulateHistory(seed, { deals: 6, activities: 8 });
  const [more = []] = fc.sample(arbitraryAdditions(dealIds, ['p-1', 'p-2']), { seed, numRuns: 1 });
  const told = [...simulated.events, ...more.map((event) => ({ specversion: '1.0', ...event }))];
  return { told, end: simulated.asOf };
}

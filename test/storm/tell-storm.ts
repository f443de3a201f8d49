import type { Instant } from '@stepup/contracts';
import { tellHistory } from '../support/engine/tell-history.ts';
import { tellWork } from '../support/work-history.ts';

/** What a tenant of a storm tells, and the moment it is looked at. */
export interface StormHistory {
  /** Which oracle reads it: deals and their process, or the work with them. */
  about: 'process' | 'work';
  events: readonly unknown[];
  asOf: Instant;
}

/** Small enough that ten storms are played in the suite; each brings what every indicator counts. */
const sizeOfWork = { deals: 10, activities: 70 };

/** The histories of a storm by tenant. */
export function tellStorm(seed: number): ReadonlyMap<string, StormHistory> {
  const { told, end } = tellHistory(seed);
  const work = tellWork(seed, sizeOfWork);
  return new Map([
    [`storm-${seed}-process`, { about: 'process', events: told, asOf: end }],
    [`storm-${seed}-work`, { about: 'work', events: work.events, asOf: work.asOf }],
  ]);
}

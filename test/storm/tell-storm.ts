import { type Instant } from '@stepup/contracts';
import { tellHistory } from '../support/engine/tell-history.ts';
import { tellWork } from '../support/work-history.ts';
import * as z from 'zod';

/** What a tenant of a storm tells, and the moment it is looked at. */
export interface StormHistory {
  /** Which oracle reads it: deals and their process, or the work with them. */
  about: 'process' | 'work';
  events: readonly unknown[];
  asOf: Instant;
}

/** Small enough that ten storms are played in the suite; each brings what every indicator counts. */
const sizeOfWork = { deals: 10, activities: 70 };

const saidOfDeal = z.object({
  id: z.string(),
  source: z.string(),
  time: z.string(),
  data: z.object({ deal_id: z.string(), owner_id: z.exactOptional(z.string().nullable()) }),
});

/**
 * Without what oracle and product are known to read differently (`support/oracle/README.md`): a deal that changes hands at an instant at
 * which more is said of it. A storm is about what is lost and counted twice, and a seed that fails is to mean that.
 */
function withoutOwnersWithinAnInstant(events: readonly unknown[]): unknown[] {
  const instantOf = ({ time, data }: z.output<typeof saidOfDeal>): string =>
    `${data.deal_id} ${Date.parse(time)}`;
  const said = events.map((event) => saidOfDeal.safeParse(event).data);
  const busy = Map.groupBy(
    said.filter((one) => one !== undefined),
    instantOf,
  );
  return events.filter((_, index) => {
    const one = said[index];
    return one?.data.owner_id === undefined || isAlone(busy.get(instantOf(one)) ?? []);
  });
}

/** Whether all of them are one event, told several times. */
function isAlone(said: readonly z.output<typeof saidOfDeal>[]): boolean {
  return new Set(said.map(({ source, id }) => JSON.stringify([source, id]))).size === 1;
}

/** The histories of a storm by tenant. */
export function tellStorm(seed: number): ReadonlyMap<string, StormHistory> {
  const { told, end } = tellHistory(seed);
  const work = tellWork(seed, sizeOfWork);
  return new Map([
    [`storm-${seed}-process`, { about: 'process', events: withoutOwnersWithinAnInstant(told), asOf: end }],
    [`storm-${seed}-work`, { about: 'work', events: work.events, asOf: work.asOf }],
  ]);
}

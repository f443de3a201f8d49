import { simulateHistory } from '@stepup/simulator';
import { shuffle } from '../support/engine/shuffle.ts';
import { seededRandom } from './seeded-random.ts';

/** A process that can be killed, or a link that can be disturbed. */
export type Disturbance =
  | { kind: 'kill_ingest_at'; moment: 'fetched' | 'stored' | 'kept' }
  | { kind: 'kill_ingest' }
  | { kind: 'kill_gateway' }
  | { kind: 'kill_warehouse' }
  | { kind: 'restart_broker' }
  | { kind: 'start_second_ingest' }
  | { kind: 'stop_second_ingest' }
  | { kind: 'cut'; link: Link }
  | { kind: 'slow'; link: Link; delayMs: number }
  | { kind: 'silence'; link: Link }
  | { kind: 'heal'; link: Link };

export type Link = 'broker' | 'warehouse';

/** What a storm does, one thing after the other. */
type StormStep =
  | { kind: 'post'; tenant: string; events: readonly unknown[] }
  /** Goes onto the topic past the gateway, as a broken sender might do it. */
  | { kind: 'poison'; key: string; value: string }
  | { kind: 'disturb'; disturbance: Disturbance };

export interface StormPlan {
  seed: number;
  /** Histories by tenant, each with the moment it is looked at. */
  histories: ReadonlyMap<string, ReturnType<typeof simulateHistory>>;
  steps: readonly StormStep[];
}

const tenantsOfStorm = 2;
const largestBatch = 25;

/** A storm as a function of its seed: every event at least once, some again, in any order, with faults between. */
export function planStorm(seed: number): StormPlan {
  const random = seededRandom(seed);
  const histories = new Map(
    Array.from({ length: tenantsOfStorm }, (_, index) => [
      `storm-${seed}-${index}`,
      simulateHistory(seed * tenantsOfStorm + index),
    ]),
  );
  const posts = [...histories].flatMap(([tenant, { events }]) => {
    const again = events.filter(() => random.chance(0.3));
    return cut(shuffle([...events, ...again], seed), random).map((batch): StormStep => ({
      kind: 'post',
      tenant,
      events: batch,
    }));
  });
  const poisons = Array.from({ length: random.between(1, 4) }, (_, index): StormStep => {
    const tenant = `storm-${seed}-0`;
    return random.pick<StormStep>([
      { kind: 'poison', key: JSON.stringify([tenant, 'deal/x']), value: `{"broken ${index}` },
      { kind: 'poison', key: `no key ${index}`, value: '{}' },
      {
        kind: 'poison',
        key: JSON.stringify([tenant, 'deal/x']),
        value: `{"specversion":"1.0","id":"${index}"}`,
      },
    ]);
  });
  const calm = shuffle([...posts, ...poisons], seed + 1);
  const steps = calm.flatMap((step): StormStep[] =>
    random.chance(0.6) ? [step, { kind: 'disturb', disturbance: anyDisturbance(random) }] : [step],
  );
  return { seed, histories, steps };
}

function anyDisturbance(random: ReturnType<typeof seededRandom>): Disturbance {
  const link = random.pick<Link>(['broker', 'warehouse']);
  return random.pick<Disturbance>([
    { kind: 'kill_ingest_at', moment: 'fetched' },
    { kind: 'kill_ingest_at', moment: 'stored' },
    { kind: 'kill_ingest_at', moment: 'kept' },
    { kind: 'kill_ingest' },
    { kind: 'kill_gateway' },
    { kind: 'kill_warehouse' },
    { kind: 'restart_broker' },
    { kind: 'start_second_ingest' },
    { kind: 'stop_second_ingest' },
    { kind: 'cut', link },
    { kind: 'slow', link, delayMs: random.between(20, 300) },
    { kind: 'silence', link },
    { kind: 'heal', link },
    { kind: 'heal', link },
  ]);
}

function cut<Item>(items: readonly Item[], random: ReturnType<typeof seededRandom>): Item[][] {
  const batches: Item[][] = [];
  for (let first = 0; first < items.length;) {
    const size = random.between(1, largestBatch);
    batches.push(items.slice(first, first + size));
    first += size;
  }
  return batches;
}

import { shuffle } from '../support/engine/shuffle.ts';
import type { Poison } from '../support/poisons/poison.ts';
import { poisonsOf } from '../support/poisons/poisons-of.ts';
import { type FatalMoment, fatalMoments } from './ingest-order.ts';
import { seededRandom } from './seeded-random.ts';
import { type StormHistory, tellStorm } from './tell-storm.ts';

/** A process that can be killed, or a link that can be disturbed. */
export type Disturbance =
  | { kind: 'kill_ingest_at'; moment: FatalMoment }
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
  | { kind: 'poison'; poison: Poison }
  | { kind: 'disturb'; disturbance: Disturbance }
  /** The events are sent, again if need be, until an instance of ingest was killed at the moment. */
  | { kind: 'kill_for_certain'; moment: FatalMoment; tenant: string; events: readonly unknown[] };

export interface StormPlan {
  seed: number;
  /** Histories by tenant, each with the moment it is looked at. */
  histories: ReadonlyMap<string, StormHistory>;
  steps: readonly StormStep[];
}

const largestBatch = 50;

/** A storm as a function of its seed: every event at least once, some again, in any order, with faults between. */
export function planStorm(seed: number): StormPlan {
  const random = seededRandom(seed);
  const histories = tellStorm(seed);
  const posts = [...histories].flatMap(([tenant, { events }]) => {
    const again = events.filter(() => random.chance(0.3));
    return cut(shuffle([...events, ...again], seed), random).map((batch): StormStep => ({
      kind: 'post',
      tenant,
      events: batch,
    }));
  });
  const tenant = [...histories.keys()][0] ?? '';
  // A letter with headers that large is kept without them, and does not tell which it is.
  const kinds = poisonsOf(tenant, `${tenant}-other`).filter(
    ({ headers }) => JSON.stringify(headers).length < 10_000,
  );
  const poisons = Array.from({ length: random.between(1, 4) }, (): StormStep => ({
    kind: 'poison',
    poison: random.pick(kinds),
  }));
  const calm = shuffle([...posts, ...poisons], seed + 1);
  const steps = calm.flatMap((step): StormStep[] =>
    random.chance(0.6) ? [step, { kind: 'disturb', disturbance: anyDisturbance(random) }] : [step],
  );
  return {
    seed,
    histories,
    steps: steps.toSpliced(random.between(0, steps.length), 0, certainDeath(seed, posts)),
  };
}

/** Orders to die are often overtaken by another fault; any six seeds in a row meet every moment all the same. */
function certainDeath(seed: number, posts: readonly StormStep[]): StormStep {
  const moment = fatalMoments[seed % fatalMoments.length];
  const post = posts.at(-1);
  if (moment === undefined || post?.kind !== 'post') throw new Error(`storm ${seed} posts nothing`);
  return { kind: 'kill_for_certain', moment, tenant: post.tenant, events: post.events };
}

function anyDisturbance(random: ReturnType<typeof seededRandom>): Disturbance {
  const link = random.pick<Link>(['broker', 'warehouse']);
  return random.pick<Disturbance>([
    ...fatalMoments.map((moment): Disturbance => ({ kind: 'kill_ingest_at', moment })),
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

import type { EventBus, ReceivedMessage } from '@stepup/event-bus';
import { z } from 'zod';

/** Who hears of a tenant once messages of it are stored. */
interface Listeners {
  onAnything(tenant: string): void;
  /** Some of it may be about people or settings. */
  onPeople(tenant: string): void;
}

/** Tenants, and whether something about people or settings of theirs is among it. */
type Concerned = ReadonlyMap<string, boolean>;

/**
 * A bus whose consumers tell of what they have handled. Where a batch broke off, some of it may be stored already, and its facts follow
 * with a later batch, whose ever that is: its tenants are told of again after each batch, until one has succeeded.
 */
export function tellOfStored(bus: EventBus, listeners: Listeners): EventBus {
  const tell = (concerned: Concerned): void => {
    for (const [tenant, isAboutPeople] of concerned) {
      listeners.onAnything(tenant);
      if (isAboutPeople) listeners.onPeople(tenant);
    }
  };
  return {
    openProducer: () => bus.openProducer(),
    createConsumer() {
      const consumer = bus.createConsumer();
      let brokenOff: Concerned = new Map();
      return {
        ...consumer,
        run: (options) =>
          consumer.run({
            ...options,
            async handleBatch(batch, context) {
              const before = brokenOff;
              const concerned = concernedBy(batch);
              try {
                await options.handleBatch(batch, context);
                if (brokenOff === before) brokenOff = new Map();
              } catch (error) {
                brokenOff = unite(brokenOff, concerned);
                throw error;
              } finally {
                tell(unite(before, concerned));
              }
            },
          }),
      };
    },
  };
}

function unite(one: Concerned, other: Concerned): Concerned {
  const all = new Map(one);
  for (const [tenant, isAboutPeople] of other) all.set(tenant, isAboutPeople || all.get(tenant) === true);
  return all;
}

function concernedBy(batch: readonly ReceivedMessage[]): Concerned {
  const concerned = new Map<string, boolean>();
  for (const message of batch) {
    const tenant = tenantOf(message);
    if (tenant === null || concerned.get(tenant) === true) continue;
    concerned.set(tenant, mayBeAboutPeople(message));
  }
  return concerned;
}

const messageKey = z.tuple([z.string(), z.string()]);
const neverAboutPeople = /"type":"(sales\.(deal|activity)|coaching)\./;

function mayBeAboutPeople({ value }: ReceivedMessage): boolean {
  return !neverAboutPeople.test(typeof value === 'string' ? value : Buffer.from(value).toString('utf8'));
}

function tenantOf({ key }: ReceivedMessage): string | null {
  try {
    const parsed = messageKey.safeParse(JSON.parse(key));
    return parsed.success ? parsed.data[0] : null;
  } catch {
    // No key of ours: a dead letter, which nothing is stored of.
    return null;
  }
}

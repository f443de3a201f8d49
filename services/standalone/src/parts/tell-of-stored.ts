import type { EventBus, ReceivedMessage } from '@stepup/event-bus';
import { z } from 'zod';

/** Who hears of a tenant once messages of it are stored. */
interface Listeners {
  onAnything(tenant: string): void;
  /** Some of it may be about people or settings. */
  onPeople(tenant: string): void;
}

/** A bus whose consumers tell of what they have handled. */
export function tellOfStored(bus: EventBus, listeners: Listeners): EventBus {
  return {
    openProducer: () => bus.openProducer(),
    createConsumer() {
      const consumer = bus.createConsumer();
      return {
        ...consumer,
        run: (options) =>
          consumer.run({
            ...options,
            async handleBatch(batch, context) {
              try {
                await options.handleBatch(batch, context);
              } finally {
                // Also after a failure: some of the batch may be stored.
                for (const [tenant, messages] of byTenant(batch)) {
                  listeners.onAnything(tenant);
                  if (messages.some(mayBeAboutPeople)) listeners.onPeople(tenant);
                }
              }
            },
          }),
      };
    },
  };
}

const messageKey = z.tuple([z.string(), z.string()]);
const neverAboutPeople = /"type":"(sales\.(deal|activity)|coaching)\./;

function mayBeAboutPeople({ value }: ReceivedMessage): boolean {
  return !neverAboutPeople.test(typeof value === 'string' ? value : Buffer.from(value).toString('utf8'));
}

function byTenant(batch: readonly ReceivedMessage[]): ReadonlyMap<string, ReceivedMessage[]> {
  const messages = new Map<string, ReceivedMessage[]>();
  for (const message of batch) {
    const tenant = tenantOf(message);
    if (tenant === null) continue;
    const known = messages.get(tenant);
    if (known === undefined) messages.set(tenant, [message]);
    else known.push(message);
  }
  return messages;
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

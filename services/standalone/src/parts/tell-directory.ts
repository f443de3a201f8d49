import type { TenantDirectory } from '@stepup/api';
import type { EventBus, ReceivedMessage } from '@stepup/event-bus';
import { z } from 'zod';

/** A bus whose consumers tell the directory once messages about people or settings of a tenant are stored. */
export function tellDirectory(bus: EventBus, directory: TenantDirectory): EventBus {
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
                for (const tenant of tenantsToForget(batch)) directory.forget(tenant);
              }
            },
          }),
      };
    },
  };
}

const messageKey = z.tuple([z.string(), z.string()]);
const neverAboutPeople = /"type":"(sales\.(deal|activity)|coaching)\./;

function tenantsToForget(batch: readonly ReceivedMessage[]): Set<string> {
  const tenants = new Set<string>();
  for (const { key, value } of batch) {
    if (neverAboutPeople.test(typeof value === 'string' ? value : Buffer.from(value).toString('utf8')))
      continue;
    try {
      const parsed = messageKey.safeParse(JSON.parse(key));
      if (parsed.success) tenants.add(parsed.data[0]);
    } catch {
      // No key of ours: a dead letter, and about nobody's people.
    }
  }
  return tenants;
}

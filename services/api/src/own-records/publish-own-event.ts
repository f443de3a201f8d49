import { randomUUID } from 'node:crypto';
import { type Instant, parseEvent } from '@stepup/contracts';
import type { ApiPorts } from '../api-ports.ts';

/**
 * Puts an event onto the bus that somebody caused at this api, in the form in which the gateway would have taken it from outside. Where
 * the bus is in the process, it is stored when this resolves.
 */
export async function publishOwnEvent(
  { publishEvents }: Pick<ApiPorts, 'publishEvents'>,
  { tenant, type, at, data }: { tenant: string; type: string; at: Instant; data: object },
): Promise<'published' | 'unavailable'> {
  const sent = { specversion: '1.0', id: randomUUID(), source: 'stepup/api', type, time: at, data };
  const parsed = parseEvent(sent, { tenant, receivedAt: at });
  if (parsed.kind !== 'accepted') throw new Error(`${type} of the api is not as the contract says`);
  const { event } = parsed;
  return publishEvents([
    {
      key: JSON.stringify([event.tenant, event.subject]),
      value: Buffer.from(JSON.stringify(event)),
      headers: { receivedat: at },
    },
  ]);
}

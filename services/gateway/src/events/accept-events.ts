import { setImmediate } from 'node:timers/promises';
import type { Instant, RejectedEvent, SalesEvent } from '@stepup/contracts';
import { type BusMessage, EventBusOverloaded, topics } from '@stepup/event-bus';
import { traceHeadersOf, withSpan } from '@stepup/runtime';
import type { AcceptedEvents } from './accepted-events.ts';
import type { GatewayPorts } from './gateway-ports.ts';
import { judgeEvent, type Receipt } from './judge-event.ts';
import { type PlacedEvent, settleIdentities } from './settle-identities.ts';
import { toBusMessage } from './to-bus-message.ts';

/** Events judged, or made into messages, in one go before other requests get their turn: some ten milliseconds. */
const eventsPerTurn = 1_000;

/** Judges the events of a request one by one, publishes those that are accepted and new, and waits until they are durable. */
export async function acceptEvents(
  ports: GatewayPorts,
  inputs: readonly unknown[],
  receipt: Receipt,
): Promise<AcceptedEvents> {
  const rejected: RejectedEvent[] = [];
  const accepted: PlacedEvent[] = [];
  for (const [index, input] of inputs.entries()) {
    if (index > 0 && index % eventsPerTurn === 0) await setImmediate();
    const judged = judgeEvent(input, receipt);
    if (judged.kind === 'accepted') accepted.push({ index, event: judged.event });
    else
      rejected.push({
        index,
        ...(judged.id === undefined ? {} : { id: judged.id }),
        problems: judged.problems,
      });
  }
  const events = accepted.map(({ event }) => event);
  let settled;
  try {
    const found = events.length > 0 ? ((await ports.findStored?.(receipt.tenant, events)) ?? null) : null;
    settled = settleIdentities(accepted, found);
    await publishEvents(ports, settled.toPublish, receipt.receivedAt);
  } catch (error) {
    return error instanceof EventBusOverloaded ? { kind: 'overloaded' } : { kind: 'not_stored', error };
  }
  rejected.push(...settled.refused);
  rejected.sort((left, right) => left.index - right.index);
  return {
    kind: 'taken',
    accepted: inputs.length - rejected.length,
    duplicates: settled.duplicates,
    rejected,
  };
}

async function publishEvents(
  ports: GatewayPorts,
  events: readonly SalesEvent[],
  receivedAt: Instant,
): Promise<void> {
  if (events.length === 0) return;
  const attributes = {
    'messaging.operation.type': 'send',
    'messaging.destination.name': topics.events,
    'messaging.batch.message_count': events.length,
  };
  await withSpan(`send ${topics.events}`, { kind: 'producer', attributes }, async () => {
    await ports.producer.publish(topics.events, await toMessages(ports, events, receivedAt));
  });
}

async function toMessages(
  ports: GatewayPorts,
  events: readonly SalesEvent[],
  receivedAt: Instant,
): Promise<BusMessage[]> {
  const messages: BusMessage[] = [];
  const traceHeaders = traceHeadersOf();
  for (const [index, event] of events.entries()) {
    if (index > 0 && index % eventsPerTurn === 0) await setImmediate();
    messages.push(toBusMessage(event, receivedAt, ports.contentOf?.(event, receivedAt), traceHeaders));
  }
  return messages;
}

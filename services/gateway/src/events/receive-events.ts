import { instantOfDate } from '@stepup/contracts';
import {
  type BodyBudget,
  claimsOf,
  type HttpHandler,
  type HttpRequest,
  isDiskFull,
  requestLogOf,
} from '@stepup/runtime';
import { acceptEvents } from './accept-events.ts';
import type { AcceptedEvents } from './accepted-events.ts';
import { answerEvents } from './answer-events.ts';
import type { GatewayPorts } from './gateway-ports.ts';
import { readSentEvents } from './read-sent-events.ts';
import { type EventsRefusal, refuseEvents } from './refuse-events.ts';

type Taken = Extract<AcceptedEvents, { kind: 'taken' }>;

/** The handler of `POST /v1/events`, behind `authenticate`. Answers when the accepted events are durable. */
export function receiveEvents(ports: GatewayPorts, budget: BodyBudget): HttpHandler {
  return async (request, response) => {
    const outcome = await takeEvents(ports, request, budget);
    if (outcome.kind === 'taken') answerEvents(response, outcome);
    else refuseEvents(response, outcome);
  };
}

async function takeEvents(
  ports: GatewayPorts,
  request: HttpRequest,
  budget: BodyBudget,
): Promise<Taken | EventsRefusal> {
  const claims = claimsOf(request);
  const { tenant } = claims;
  const known = await askStore(() => ports.scopesOf(claims));
  if (known.kind === 'away') return notStored(ports, request, known.error);
  const scopes = known.value;
  if (!scopes.includes('events:write')) {
    return { kind: 'refused', code: 'forbidden', detail: 'Sending events needs the scope events:write.' };
  }
  const sent = await readSentEvents(request, budget);
  if (sent.kind !== 'read') return sent;
  if (!(await hasDiskSpace(ports))) return { kind: 'disk_full' };
  const admission = await askStore(async () => ports.admitTenant?.(tenant));
  if (admission.kind === 'away') return notStored(ports, request, admission.error);
  if (admission.value?.kind === 'deleted') {
    const detail = `The tenant ${tenant} was deleted and takes no events.`;
    return { kind: 'refused', code: 'tenant_invalid', detail };
  }
  const beganAtMs = performance.now();
  const receivedAt = instantOfDate(ports.clock.now());
  const { events, requestBytes } = sent;
  const outcome = await acceptEvents(ports, events, { tenant, scopes, receivedAt, requestBytes });
  ports.onJudged?.(outcome, (performance.now() - beganAtMs) / 1_000);
  switch (outcome.kind) {
    case 'taken':
      return outcome;
    case 'overloaded':
      return { kind: 'for_now', why: 'Too much is waiting to be stored.' };
    case 'not_stored':
      return notStored(ports, request, outcome.error);
  }
}

type StoreAnswer<Value> = { kind: 'answered'; value: Value } | { kind: 'away'; error: unknown };

/** Whatever keeps the store from answering, nothing is stored yet: sending again is always right. */
async function askStore<Value>(ask: () => Promise<Value>): Promise<StoreAnswer<Value>> {
  try {
    return { kind: 'answered', value: await ask() };
  } catch (error) {
    return { kind: 'away', error };
  }
}

/** A full disk may show as a store that has fallen, so the disk is asked too. */
async function notStored(ports: GatewayPorts, request: HttpRequest, error: unknown): Promise<EventsRefusal> {
  requestLogOf(request).error({ err: error }, 'events could not be stored');
  const isFull = isDiskFull(error) || !(await hasDiskSpace(ports));
  return isFull ? { kind: 'disk_full' } : { kind: 'for_now', why: 'Not stored.' };
}

async function hasDiskSpace(ports: GatewayPorts): Promise<boolean> {
  return (await ports.hasDiskSpace?.()) ?? true;
}

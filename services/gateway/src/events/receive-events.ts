import { eventLimits, type ErrorCode, instantOfDate, problemOf } from '@stepup/contracts';
import {
  type BodyBudget,
  claimsOf,
  type HttpHandler,
  type HttpRequest,
  type HttpResponse,
  isDiskFull,
  parseJsonBody,
  readBody,
  requestLogOf,
  sendProblem,
} from '@stepup/runtime';
import { acceptEvents } from './accept-events.ts';
import { answerEvents } from './answer-events.ts';
import { exceedsDepth } from './exceeds-depth.ts';
import type { GatewayPorts } from './gateway-ports.ts';
import { readContentType } from './read-content-type.ts';
import { splitBatch } from './split-batch.ts';

const retryAfterSeconds = 2;
/** Somebody has to free the space first. */
const retryWhenFullSeconds = 30;
/** Far beyond what one event may have, which is judged for each event by itself. */
const deepestLevel = 1_000;

/** The handler of `POST /v1/events`, behind `authenticate`. Answers when the accepted events are durable. */
export function receiveEvents(ports: GatewayPorts, budget: BodyBudget): HttpHandler {
  return async (request, response) => {
    const claims = claimsOf(request);
    const known = await askStore(() => ports.scopesOf(claims));
    if (known.kind === 'away') {
      await refuseUnasked(ports, request, response, known.error);
      return;
    }
    const scopes = known.value;
    if (!scopes.includes('events:write')) {
      refuse(response, 'forbidden', 'Sending events needs the scope events:write.');
      return;
    }
    const layout = readContentType(request.headers['content-type']);
    if (layout === null) {
      const taken =
        'application/cloudevents+json, application/cloudevents-batch+json or application/json, in UTF-8';
      refuse(response, 'unsupported_media_type', `Send ${taken}.`);
      return;
    }
    const body = await readBody(request, { maxBytes: eventLimits.requestBytes, budget });
    if (body.kind !== 'read') {
      refuseBody(response, body.kind);
      return;
    }
    if (exceedsDepth(body.bytes, deepestLevel)) {
      refuse(response, 'invalid_body', `The body is nested deeper than ${deepestLevel} levels.`);
      return;
    }
    const json = parseJsonBody(body.bytes);
    if (json.kind !== 'parsed') {
      refuse(response, 'invalid_json', json.kind === 'not_utf8' ? 'The body is not UTF-8.' : json.message);
      return;
    }
    const split = splitBatch(json.value, layout);
    if (split.kind === 'wrong_shape') {
      refuse(response, 'invalid_body', split.detail);
      return;
    }
    if (split.kind === 'too_many') {
      const most = eventLimits.eventsPerRequest;
      refuse(
        response,
        'too_many_events',
        `The request holds ${split.count} events; at most ${most} are taken.`,
      );
      return;
    }
    if (!(await hasDiskSpace(ports))) {
      refuseFullDisk(response);
      return;
    }
    const { tenant } = claims;
    const admission = await askStore(async () => ports.admitTenant?.(tenant));
    if (admission.kind === 'away') {
      await refuseUnasked(ports, request, response, admission.error);
      return;
    }
    if (admission.value?.kind === 'deleted') {
      refuse(response, 'tenant_invalid', `The tenant ${tenant} was deleted and takes no events.`);
      return;
    }
    const beganAtMs = performance.now();
    const outcome = await acceptEvents(ports, split.events, {
      tenant,
      scopes,
      receivedAt: instantOfDate(ports.clock.now()),
      requestBytes: body.bytes.byteLength,
    });
    ports.onJudged?.(outcome, (performance.now() - beganAtMs) / 1_000);
    if (outcome.kind === 'taken') {
      answerEvents(response, outcome);
      return;
    }
    if (outcome.kind === 'overloaded') {
      refuseForNow(response, 'Too much is waiting to be stored.');
      return;
    }
    requestLogOf(request).error({ err: outcome.error }, 'events could not be stored');
    await refuseNotStored(ports, response, outcome.error);
  };
}

async function hasDiskSpace(ports: GatewayPorts): Promise<boolean> {
  return (await ports.hasDiskSpace?.()) ?? true;
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

async function refuseUnasked(
  ports: GatewayPorts,
  request: HttpRequest,
  response: HttpResponse,
  error: unknown,
): Promise<void> {
  requestLogOf(request).error({ err: error }, 'the sender could not be looked up');
  await refuseNotStored(ports, response, error);
}

/** A full disk may show as a store that has fallen, so the disk is asked too. */
async function refuseNotStored(ports: GatewayPorts, response: HttpResponse, error: unknown): Promise<void> {
  if (isDiskFull(error) || !(await hasDiskSpace(ports))) refuseFullDisk(response);
  else refuseForNow(response, 'Not stored.');
}

function refuse(response: HttpResponse, code: ErrorCode, detail: string): void {
  sendProblem(response, problemOf(code), { detail });
}

const sendAgain = 'Send the same events again; what is stored already is not stored twice.';

function refuseForNow(response: HttpResponse, what: string): void {
  response.setHeader('Retry-After', retryAfterSeconds);
  refuse(response, 'unavailable', `${what} ${sendAgain}`);
}

function refuseFullDisk(response: HttpResponse): void {
  response.setHeader('Retry-After', retryWhenFullSeconds);
  refuse(
    response,
    'disk_full',
    `The disk of the data directory is full: free some space there. ${sendAgain}`,
  );
}

type Unread = Exclude<Awaited<ReturnType<typeof readBody>>['kind'], 'read'>;

function refuseBody(response: HttpResponse, kind: Unread): void {
  switch (kind) {
    case 'too_large':
      refuse(
        response,
        'payload_too_large',
        `At most ${eventLimits.requestBytes} bytes are taken, also inflated.`,
      );
      return;
    case 'busy':
      refuseForNow(response, 'Too many large requests at once.');
      return;
    case 'unsupported_encoding':
      refuse(response, 'unsupported_media_type', 'The only content encoding that is taken is gzip.');
      return;
    case 'bad_encoding':
      refuse(response, 'invalid_json', 'The body is declared as gzip and cannot be inflated.');
      return;
    case 'aborted':
      // Nobody is there to hear an answer.
      response.destroy();
  }
}

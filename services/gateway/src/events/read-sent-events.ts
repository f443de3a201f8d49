import { type ErrorCode, eventLimits } from '@stepup/contracts';
import { type BodyBudget, type HttpRequest, parseJsonBody, readBody } from '@stepup/runtime';
import { exceedsDepth } from './exceeds-depth.ts';
import { readContentType } from './read-content-type.ts';
import type { EventsRefusal } from './refuse-events.ts';
import { splitBatch } from './split-batch.ts';

/** Far beyond what one event may have, which is judged for each event by itself. */
const deepestLevel = 1_000;

/** The events of a request, not judged yet. */
export interface SentEvents {
  kind: 'read';
  events: readonly unknown[];
  requestBytes: number;
}

export async function readSentEvents(
  request: HttpRequest,
  budget: BodyBudget,
): Promise<SentEvents | EventsRefusal> {
  const layout = readContentType(request.headers['content-type']);
  if (layout === null) {
    const taken =
      'application/cloudevents+json, application/cloudevents-batch+json or application/json, in UTF-8';
    return refused('unsupported_media_type', `Send ${taken}.`);
  }
  const body = await readBody(request, { maxBytes: eventLimits.requestBytes, budget });
  if (body.kind !== 'read') return unread(body.kind);
  if (exceedsDepth(body.bytes, deepestLevel)) {
    return refused('invalid_body', `The body is nested deeper than ${deepestLevel} levels.`);
  }
  const json = parseJsonBody(body.bytes);
  if (json.kind === 'not_utf8') return refused('invalid_json', 'The body is not UTF-8.');
  if (json.kind === 'not_json') return refused('invalid_json', json.message);
  const split = splitBatch(json.value, layout);
  if (split.kind === 'wrong_shape') return refused('invalid_body', split.detail);
  if (split.kind === 'too_many') {
    const most = eventLimits.eventsPerRequest;
    return refused('too_many_events', `The request holds ${split.count} events; at most ${most} are taken.`);
  }
  return { kind: 'read', events: split.events, requestBytes: body.bytes.byteLength };
}

type Unread = Exclude<Awaited<ReturnType<typeof readBody>>['kind'], 'read'>;

function unread(kind: Unread): EventsRefusal {
  switch (kind) {
    case 'too_large':
      return refused(
        'payload_too_large',
        `At most ${eventLimits.requestBytes} bytes are taken, also inflated.`,
      );
    case 'busy':
      return { kind: 'for_now', why: 'Too many large requests at once.' };
    case 'unsupported_encoding':
      return refused('unsupported_media_type', 'The only content encoding that is taken is gzip.');
    case 'bad_encoding':
      return refused('invalid_json', 'The body is declared as gzip and cannot be inflated.');
    case 'aborted':
      return { kind: 'gone' };
  }
}

function refused(code: ErrorCode, detail: string): EventsRefusal {
  return { kind: 'refused', code, detail };
}

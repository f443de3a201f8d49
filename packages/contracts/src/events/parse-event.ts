import { addSeconds, type Instant } from '../instant.ts';
import type { EventProblem } from './event-problem.ts';
import { toEventProblem } from './to-event-problem.ts';
import { anySalesEvent, isSalesEventType, type SalesEvent, salesEventTypes } from './sales-event.ts';
import { findUnstorable } from './storable.ts';
import { subjectOf } from './subject.ts';

/** When and for whom an event is received. The tenant is that of the sender's token. */
export interface EventContext {
  receivedAt: Instant;
  tenant: string;
}

/** An event, normalised, or every reason found (at most 20) why it is refused. */
export type ParsedEvent =
  { kind: 'accepted'; event: SalesEvent } | { kind: 'refused'; id?: string; problems: EventProblem[] };

const maxProblems = 20;
const longestEchoedId = 300;
const secondsAhead = 24 * 60 * 60;
const nullableAttributes = [
  'subject',
  'recordedtime',
  'tenant',
  'datacontenttype',
  'dataschema',
  'data_base64',
];

/**
 * Reads one event as a sender wrote it (any parsed JSON). Never throws for what the sender wrote.
 */
export function parseEvent(input: unknown, context: EventContext): ParsedEvent {
  if (!isRecord(input)) {
    return refused(undefined, [{ code: 'event_not_object', path: '', message: 'must be a JSON object' }]);
  }
  const unstorable = findUnstorable(input);
  if (unstorable !== null) return refused(input, [unstorable]);
  const unreadable = findUnreadable(input);
  if (unreadable.length > 0) return refused(input, unreadable);

  const result = anySalesEvent.safeParse(withoutNullAttributes(input));
  const contextProblems = findContextProblems(input, context.tenant);
  if (!result.success) {
    const problems = result.error.issues.slice(0, maxProblems).map((issue) => toEventProblem(issue, input));
    return refused(input, [...problems, ...contextProblems].slice(0, maxProblems));
  }
  const parsed = result.data;
  if (isAhead(parsed.time, context.receivedAt)) {
    contextProblems.push({
      code: 'time_in_future',
      path: '/time',
      message: `must not lie more than 24 hours ahead of receipt, which was ${context.receivedAt}`,
    });
  }
  if (contextProblems.length > 0) return refused(input, contextProblems);

  // Attributes that were null are gone by now, which the type of the schema cannot say.
  const event = {
    ...parsed,
    tenant: context.tenant,
    subject: parsed.subject ?? subjectOf(parsed),
  } as SalesEvent;
  return { kind: 'accepted', event };
}

// Almost every event lies before its receipt, which a comparison of texts tells for a twentieth of the sum.
function isAhead(time: Instant, receivedAt: Instant): boolean {
  return time > receivedAt && time > addSeconds(receivedAt, secondsAhead);
}

/** Problems of version and type, without which the data cannot be judged. */
function findUnreadable(input: Record<string, unknown>): EventProblem[] {
  const problems: EventProblem[] = [];
  const { specversion, type } = input;
  if (specversion === undefined) {
    problems.push({ code: 'field_missing', path: '/specversion', message: 'is required; it is "1.0"' });
  } else if (specversion !== '1.0') {
    problems.push({
      code: 'specversion_unsupported',
      path: '/specversion',
      message: 'must be the text "1.0"',
    });
  }
  if (type === undefined) {
    problems.push({
      code: 'field_missing',
      path: '/type',
      message: 'is required, like sales.deal.changed.v1',
    });
  } else if (typeof type !== 'string') {
    problems.push({
      code: 'field_invalid',
      path: '/type',
      message: 'must be text, like sales.deal.changed.v1',
    });
  } else if (type.startsWith('coaching.')) {
    const message = 'coaching events are written by the product alone; use the API for plans and sessions';
    problems.push({ code: 'type_reserved', path: '/type', message });
  } else if (!isSalesEventType(type)) {
    problems.push({
      code: 'type_unknown',
      path: '/type',
      message: `must be one of ${salesEventTypes.join(', ')}`,
    });
  }
  return problems;
}

function findContextProblems(input: Record<string, unknown>, tenant: string): EventProblem[] {
  const problems: EventProblem[] = [];
  if (typeof input['tenant'] === 'string' && input['tenant'] !== tenant) {
    const message = 'is not the tenant of your token; leave it out, or use the token of that tenant';
    problems.push({ code: 'tenant_mismatch', path: '/tenant', message });
  }
  if (input['data_base64'] !== undefined && input['data_base64'] !== null) {
    problems.push({
      code: 'field_invalid',
      path: '/data_base64',
      message: 'is not understood; send JSON in data',
    });
  }
  return problems;
}

function withoutNullAttributes(input: Record<string, unknown>): Record<string, unknown> {
  const nulls = nullableAttributes.filter((attribute) => input[attribute] === null);
  if (nulls.length === 0) return input;
  return Object.fromEntries(Object.entries(input).filter(([attribute]) => !nulls.includes(attribute)));
}

function refused(input: Record<string, unknown> | undefined, problems: EventProblem[]): ParsedEvent {
  const id = input?.['id'];
  if (typeof id !== 'string' || id.length > longestEchoedId || !id.isWellFormed())
    return { kind: 'refused', problems };
  return { kind: 'refused', id, problems };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

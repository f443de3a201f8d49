/** Why a single event is refused. `status` is that of a request none of whose events was accepted. */
const eventProblems = {
  event_not_object: { status: 422, title: 'The event is not a JSON object' },
  specversion_unsupported: { status: 422, title: 'Only CloudEvents 1.0 is understood' },
  type_unknown: { status: 422, title: 'The contract has no event of this type' },
  type_reserved: { status: 422, title: 'Events of this type are written by the product alone' },
  field_missing: { status: 422, title: 'A required field is missing' },
  field_invalid: { status: 422, title: 'A field has a value that the contract does not allow' },
  time_invalid: { status: 422, title: 'A time or day cannot be read' },
  time_in_future: { status: 422, title: 'The event lies more than 24 hours ahead' },
  tenant_mismatch: { status: 422, title: 'The event names another tenant than its sender’s' },
  text_invalid: { status: 422, title: 'A text holds characters that cannot be stored' },
  nesting_too_deep: { status: 422, title: 'The event is nested too deeply' },
  event_too_large: { status: 413, title: 'The event is larger than allowed' },
  event_id_reused: { status: 422, title: 'Another event with this source and id was already accepted' },
  scope_missing: { status: 403, title: 'The token lacks the scope that this event needs' },
} as const;

/** Why a whole request is refused. */
const requestProblems = {
  invalid_json: { status: 400, title: 'The body is not JSON in UTF-8' },
  invalid_body: { status: 400, title: 'The body does not have the expected shape' },
  invalid_query: { status: 400, title: 'A query parameter has a value that is not allowed' },
  pipeline_required: { status: 400, title: 'The tenant has several pipelines; name one' },
  unauthenticated: { status: 401, title: 'A valid token is required' },
  forbidden: { status: 403, title: 'The token does not allow this' },
  tenant_invalid: { status: 403, title: 'The token names no usable tenant' },
  not_found: { status: 404, title: 'There is nothing here, or nothing you may see' },
  method_not_allowed: { status: 405, title: 'The resource does not know this method' },
  not_acceptable: { status: 406, title: 'The answer is not to be had in that form' },
  idempotency_conflict: { status: 409, title: 'The idempotency key was used with another body' },
  transition_not_allowed: { status: 409, title: 'The present state does not allow this step' },
  stale: { status: 412, title: 'It was changed meanwhile; read it again' },
  payload_too_large: { status: 413, title: 'The body is larger than allowed' },
  too_many_events: { status: 413, title: 'The request holds more events than allowed' },
  unsupported_media_type: { status: 415, title: 'The content type or encoding is not understood' },
  all_rejected: { status: 422, title: 'None of the events was accepted' },
  precondition_required: { status: 428, title: 'Send If-Match with the version you read' },
  rate_limited: { status: 429, title: 'Too many requests; try again later' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  disk_full: {
    status: 503,
    title: 'The disk of the product is full; nothing is stored until there is space',
  },
  unavailable: { status: 503, title: 'Not ready; try again later' },
} as const;

/** The one closed list of error codes of the product, with the HTTP status and title each stands for. */
export const errorCodes = { ...eventProblems, ...requestProblems } as const;

/** Any code of the closed list. */
export type ErrorCode = keyof typeof errorCodes;

/** A code with the status and title it stands for. */
export function problemOf<Code extends ErrorCode>(code: Code) {
  return { code, ...errorCodes[code] };
}

/** What an HTTP service answers on its own, before any of its routes. */
export const appProblems = {
  badRequest: problemOf('invalid_body'),
  notFound: problemOf('not_found'),
  methodNotAllowed: problemOf('method_not_allowed'),
  internal: problemOf('internal_error'),
};

/** A code that `parseEvent` or the gateway gives for one event. */
export type EventProblemCode = keyof typeof eventProblems;

/** Every code, for schemas. */
export const errorCodeNames = Object.keys(errorCodes).filter(isErrorCode);

/** Every code of a single event, for schemas. */
export const eventProblemCodeNames = Object.keys(eventProblems).filter(isEventProblemCode);

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

/** True for codes of single events; narrows text that was parsed from outside. */
export function isEventProblemCode(code: unknown): code is EventProblemCode {
  return typeof code === 'string' && Object.hasOwn(eventProblems, code);
}

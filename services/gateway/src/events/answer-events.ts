import { allRejected, eventsAccepted, type RejectedEvent, problemOf } from '@stepup/contracts';
import { type HttpResponse, requestIdOf } from '@stepup/runtime';
import type { AcceptedEvents } from './accepted-events.ts';

type TakenEvents = Extract<AcceptedEvents, { kind: 'taken' }>;

/** Answers a request whose events were judged: 202 if one was accepted, else a problem that names every event. */
export function answerEvents(response: HttpResponse, taken: TakenEvents): void {
  const { accepted, duplicates, rejected } = taken;
  if (accepted === 0) {
    answerAllRejected(response, rejected);
    return;
  }
  const body = { accepted, ...(duplicates === 0 ? {} : { duplicates }), rejected };
  response.status(202).json(eventsAccepted.parse(body));
}

function answerAllRejected(response: HttpResponse, rejected: RejectedEvent[]): void {
  const codes = new Set(rejected.flatMap(({ problems }) => problems.map(({ code }) => code)));
  const isTooLarge = codes.size === 1 && codes.has('event_too_large');
  const kind = problemOf(isTooLarge ? 'event_too_large' : 'all_rejected');
  const detail =
    rejected.length === 0 ? 'The batch holds no events.' : `${rejected.length} refused; see rejected.`;
  const problem = {
    type: `urn:stepup:problem:${kind.code}`,
    ...kind,
    detail,
    instance: `urn:stepup:request:${requestIdOf(response.req)}`,
    rejected,
  };
  response
    .status(kind.status)
    .type('application/problem+json')
    .send(JSON.stringify(allRejected.parse(problem)));
}

import { type ErrorCode, problemOf } from '@stepup/contracts';
import { type HttpResponse, sendProblem } from '@stepup/runtime';

/** Why the events of a request are not taken. */
export type EventsRefusal =
  /** The same request would be refused again. */
  | { kind: 'refused'; code: ErrorCode; detail: string }
  /** The same request is right a little later. */
  | { kind: 'for_now'; why: string }
  | { kind: 'disk_full' }
  /** The sender hung up. */
  | { kind: 'gone' };

const retryAfterSeconds = 2;
/** Somebody has to free the space first. */
const retryWhenFullSeconds = 30;
const sendAgain = 'Send the same events again; what is stored already is not stored twice.';

export function refuseEvents(response: HttpResponse, refusal: EventsRefusal): void {
  switch (refusal.kind) {
    case 'refused':
      sendProblem(response, problemOf(refusal.code), { detail: refusal.detail });
      return;
    case 'for_now':
      response.setHeader('Retry-After', retryAfterSeconds);
      sendProblem(response, problemOf('unavailable'), { detail: `${refusal.why} ${sendAgain}` });
      return;
    case 'disk_full':
      response.setHeader('Retry-After', retryWhenFullSeconds);
      sendProblem(response, problemOf('disk_full'), {
        detail: `The disk of the data directory is full: free some space there. ${sendAgain}`,
      });
      return;
    case 'gone':
      // Nobody is there to hear an answer.
      response.destroy();
  }
}

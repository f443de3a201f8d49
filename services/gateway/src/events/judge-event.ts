import {
  eventLimits,
  type EventProblem,
  type Instant,
  parseEvent,
  requiredScope,
  type SalesEvent,
} from '@stepup/contracts';
import { exceedsBytes } from './exceeds-bytes.ts';

/** For whom, with which rights and when events are received. */
export interface Receipt {
  tenant: string;
  scopes: readonly string[];
  receivedAt: Instant;
  /** Size of the whole request; no event of it can be larger. */
  requestBytes: number;
}

/** One event of a request, accepted as far as it can be told from itself, or refused. */
export type JudgedEvent =
  { kind: 'accepted'; event: SalesEvent } | { kind: 'refused'; id?: string; problems: EventProblem[] };

const longestEchoedId = 300;

/** Judges one event by itself: its size, the contract, and the scope its type needs. */
export function judgeEvent(input: unknown, receipt: Receipt): JudgedEvent {
  if (receipt.requestBytes > eventLimits.eventBytes && exceedsBytes(input, eventLimits.eventBytes)) {
    const message = `must not be larger than ${eventLimits.eventBytes} bytes; send less text`;
    return { kind: 'refused', ...idOf(input), problems: [{ code: 'event_too_large', path: '', message }] };
  }
  const parsed = parseEvent(input, { receivedAt: receipt.receivedAt, tenant: receipt.tenant });
  if (parsed.kind === 'refused') return parsed;
  const scope = requiredScope(parsed.event.type);
  if (receipt.scopes.includes(scope)) return parsed;
  const message = `needs a token with the scope ${scope}`;
  return {
    kind: 'refused',
    id: parsed.event.id,
    problems: [{ code: 'scope_missing', path: '/type', message }],
  };
}

function idOf(input: unknown): { id?: string } {
  if (typeof input !== 'object' || input === null || !('id' in input)) return {};
  const { id } = input;
  return typeof id === 'string' && id.length <= longestEchoedId && id.isWellFormed() ? { id } : {};
}

import type { Instant, SalesEvent } from '@stepup/contracts';
import type { EventProducer } from '@stepup/event-bus';
import type { Clock, TokenClaims } from '@stepup/runtime';
import type { AcceptedEvents } from './accepted-events.ts';

/** What the store knows of an event: nothing, the same body, or another body under its identity. */
type StoredVerdict = 'new' | 'same_body' | 'other_body';

/** What the gateway needs of the world around it. */
export interface GatewayPorts {
  producer: EventProducer;
  clock: Clock;
  /** The scopes a bearer has: those of the token, cut down by the person's role where the role is known. */
  scopesOf(claims: TokenClaims): Promise<readonly string[]>;
  /**
   * What is stored of each event, in their order. A gateway without a look into the store leaves it out: then the store
   * alone settles identities.
   */
  findStored?(tenant: string, events: readonly SalesEvent[]): Promise<FoundEvents>;
  /** What goes along with the message of an event to a consumer of the same process, which may take it for the event. */
  contentOf?(event: SalesEvent, receivedAt: Instant): object;
  /** Makes the tenant known; a deleted one takes no events. */
  admitTenant?(tenant: string): Promise<TenantAdmission>;
  /** Whether the disk has room for more. Nothing is taken without it: a store that meets a full disk midway may fall. */
  hasDiskSpace?(): Promise<boolean>;
  /** Told what became of the events of each request, and how long it took until that was known. */
  onJudged?(outcome: AcceptedEvents, acceptSeconds: number): void;
}

export interface FoundEvents {
  verdicts: readonly StoredVerdict[];
  /** False while stored events may not have reached the numbers: then they are published again, which changes nothing. */
  isSettled: boolean;
}

export type TenantAdmission = { kind: 'admitted' } | { kind: 'deleted' };

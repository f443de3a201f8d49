import { hash } from 'node:crypto';
import { type Instant, parseEvent, type SalesEvent, type SalesEventType } from '@stepup/contracts';
import { refuseRow, type RowRefusal } from '../refusal.ts';

/** An event of the contract as made from a row, before the contract has judged it. */
export interface DraftEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: SalesEventType;
  readonly time: Instant;
  readonly recordedtime?: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

interface DraftEventParts {
  readonly type: SalesEventType;
  readonly time: Instant;
  /** Decides between events of one object at one time; 0 to 9999, a greater one counts as later. */
  readonly order: number;
  /** In an order of fields that does not depend on the mapping file's. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Makes the events of one mapping. */
export class EventMaker {
  readonly #source: string;
  readonly #revision: string;
  readonly #recordedTime: Instant | undefined;

  constructor(mappingName: string, revision: number, recordedTime: Instant | undefined) {
    this.#source = `import/${mappingName}`;
    this.#revision = String(revision).padStart(4, '0');
    this.#recordedTime = recordedTime;
  }

  /**
   * The id is `<order>-<revision>-<digest of the content>`: the same content has the same id wherever it stands, and
   * the contract's order (time, recordedtime, id) sorts events of one time by `order`, then by revision.
   */
  make({ type, time, order, data }: DraftEventParts): DraftEvent {
    const recorded = this.#recordedTime;
    const digest = hash('sha256', JSON.stringify([type, time, recorded ?? null, data])).slice(0, 32);
    return {
      specversion: '1.0',
      id: `${String(order).padStart(4, '0')}-${this.#revision}-${digest}`,
      source: this.#source,
      type,
      time,
      ...(recorded === undefined ? {} : { recordedtime: recorded }),
      data,
    };
  }
}

/** For whom and when events are imported; events more than 24 h after `receivedAt` are refused by the contract. */
export interface ImportContext {
  readonly tenant: string;
  readonly receivedAt: Instant;
}

/** The event as the contract accepts it, or its first objection. */
export function acceptDraft(
  draft: DraftEvent,
  context: ImportContext,
): { readonly kind: 'accepted'; readonly event: SalesEvent } | RowRefusal {
  const parsed = parseEvent(draft, context);
  if (parsed.kind === 'accepted') return parsed;
  const objections = parsed.problems.map(({ path, message }) => `${path} ${message}`).join('; ');
  return refuseRow(
    'event_invalid',
    `The row makes an event that the contract refuses (${draft.type}): ${objections}.`,
  );
}

import { hash } from 'node:crypto';
import type { Instant } from '@stepup/contracts';
import { type ActivityFacts, makeActivityEvent } from './activity-event.ts';
import type { DraftEvent, EventMaker } from './draft-event.ts';

/** A row that is an activity, or the start or the end of one, kept until the rows of its deal are known. */
export interface HeldActivity {
  readonly phase: 'start' | 'end' | 'whole';
  /** Starts and ends pair within a deal and this key. */
  readonly pairKey: string;
  /** What the activity's id is made of, beside deal, person and time; knows no place in the mapping. */
  readonly contentKey: string;
  readonly time: Instant;
  readonly facts: ActivityFacts;
  readonly file: string;
  readonly line: number;
}

/** Why a half of an activity came to nothing. */
export type LoneHalfReason = 'activity_without_end' | 'activity_without_start';

type CollectedActivity = { readonly file: string; readonly line: number } & (
  | { readonly kind: 'activity_event'; readonly draft: DraftEvent }
  | { readonly kind: 'lone_half'; readonly reason: LoneHalfReason }
);

const phaseOrder = { end: 0, start: 1, whole: 2 } as const;

/**
 * Makes activities of held rows, whatever the order in which they came. A start replaces an open start of its key
 * (the earlier one was never finished), an end closes the open start; at one instant, ends of earlier starts come
 * first, then starts, then the other ends. The person is the start's, else the end's.
 */
export class ActivityCollector {
  readonly #maker: EventMaker;
  readonly #idPrefix: string;
  readonly #mappingName: string;
  readonly #byDeal = new Map<string, HeldActivity[]>();
  #size = 0;

  constructor(maker: EventMaker, mappingName: string, idPrefix: string) {
    this.#maker = maker;
    this.#mappingName = mappingName;
    this.#idPrefix = idPrefix;
  }

  /** How many rows are held. */
  get size(): number {
    return this.#size;
  }

  hold(held: HeldActivity): void {
    const rows = this.#byDeal.get(held.facts.dealId);
    if (rows === undefined) this.#byDeal.set(held.facts.dealId, [held]);
    else rows.push(held);
    this.#size += 1;
  }

  /** The activities of every deal held but `exceptDealId`, whose rows may still be coming; what is released is held no more. */
  *release(exceptDealId?: string): Generator<CollectedActivity> {
    for (const [dealId, rows] of this.#byDeal) {
      if (dealId === exceptDealId) continue;
      this.#byDeal.delete(dealId);
      this.#size -= rows.length;
      yield* this.#collectDeal(rows);
    }
  }

  *#collectDeal(rows: HeldActivity[]): Generator<CollectedActivity> {
    // Rows that are equal in all that is compared make equal activities: their order is of no consequence.
    rows.sort(
      (left, right) =>
        compare(left.time, right.time) ||
        phaseOrder[left.phase] - phaseOrder[right.phase] ||
        compare(JSON.stringify(left.facts), JSON.stringify(right.facts)),
    );
    const occurrences = new Map<string, number>();
    for (const keyRows of Map.groupBy(rows, (row) => row.pairKey).values()) {
      for (const found of pairRows(keyRows)) {
        const { file, line } = found.first;
        if (found.kind === 'lone_half') {
          yield { kind: 'lone_half', reason: found.reason, file, line };
          continue;
        }
        const { first, facts } = found;
        const content = JSON.stringify([
          this.#mappingName,
          first.contentKey,
          first.time,
          facts.dealId,
          first.facts.personId ?? null,
        ]);
        const occurrence = (occurrences.get(content) ?? 0) + 1;
        occurrences.set(content, occurrence);
        const digest = hash('sha256', `${content}#${String(occurrence)}`).slice(0, 24);
        const draft = makeActivityEvent(this.#maker, `${this.#idPrefix}${digest}`, first.time, facts);
        yield { kind: 'activity_event', draft, file, line };
      }
    }
  }
}

type FoundActivity =
  | { readonly kind: 'activity'; readonly first: HeldActivity; readonly facts: ActivityFacts }
  | { readonly kind: 'lone_half'; readonly first: HeldActivity; readonly reason: LoneHalfReason };

/** Takes rows of one deal and key, by time, ends before starts. */
function* pairRows(rows: readonly HeldActivity[]): Generator<FoundActivity> {
  let open: HeldActivity | undefined;
  let early: HeldActivity[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.phase === 'whole') {
      yield { kind: 'activity', first: row, facts: row.facts };
    } else if (row.phase === 'start') {
      if (open !== undefined) yield { kind: 'lone_half', first: open, reason: 'activity_without_end' };
      open = row;
    } else if (open !== undefined) {
      yield { kind: 'activity', first: open, facts: joinHalves(open, row) };
      open = undefined;
    } else {
      early.push(row);
    }
    if (early.length === 0 || rows[index + 1]?.time === row.time) continue;
    for (const end of early) {
      if (open?.time === end.time) {
        yield { kind: 'activity', first: open, facts: joinHalves(open, end) };
        open = undefined;
      } else {
        yield { kind: 'lone_half', first: end, reason: 'activity_without_start' };
      }
    }
    early = [];
  }
  if (open !== undefined) yield { kind: 'lone_half', first: open, reason: 'activity_without_end' };
}

function joinHalves(start: HeldActivity, end: HeldActivity): ActivityFacts {
  return {
    ...start.facts,
    personId: start.facts.personId ?? end.facts.personId,
    outcome: end.facts.outcome === '' ? start.facts.outcome : end.facts.outcome,
    durationSeconds: (toMicroseconds(end.time) - toMicroseconds(start.time)) / 1_000_000,
  };
}

/** Exact until the year 2255, which is long after any log. */
function toMicroseconds(instant: Instant): number {
  return Date.parse(`${instant.slice(0, 19)}Z`) * 1000 + Number(instant.slice(20, 26));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { compareBytewise } from './bytewise.ts';
import { canonicalJson } from './canonical-json.ts';
import { groupBy } from './group-by.ts';
import { type Instant, toInstant } from './instant.ts';
import type { OracleEvent } from './oracle-event.ts';

/** What one accepted event says, with all that orders it among others. */
export interface Statement<Said> {
  readonly at: Instant;
  /** An `Instant`, or the empty text where the source did not say: it sorts before every time. */
  readonly recordedAt: string;
  readonly id: string;
  readonly source: string;
  readonly said: Said;
}

/** One event an identity: of several bodies the one with the greatest SHA-256 of its canonical JSON. */
export function takeEachIdentityOnce(events: readonly OracleEvent[]): OracleEvent[] {
  const identityOf = ({ source, id }: OracleEvent): string => JSON.stringify([source, id]);
  return [...groupBy(events, identityOf).values()].map((bodies) =>
    bodies.reduce((kept, other) => (digestOf(other) > digestOf(kept) ? other : kept)),
  );
}

/** All statements of one event type, in the contract's order. */
export function statementsOf<Said>(
  events: readonly OracleEvent[],
  type: string,
  schema: z.ZodType<Said>,
): Statement<Said>[] {
  return events
    .filter((event) => event.type === type)
    .map((event) => ({
      at: toInstant(event.time),
      recordedAt: event.recordedtime === undefined ? '' : toInstant(event.recordedtime),
      id: event.id,
      source: event.source,
      said: schema.parse(event.data),
    }))
    .sort(compareStatements);
}

/** (`time`, `recordedtime`, `id`, `source`), bytewise. */
export function compareStatements(one: Statement<unknown>, other: Statement<unknown>): number {
  return compareBytewise(one.at, other.at) || compareVersions(one, other);
}

/** (`recordedtime`, `id`), then `source` so that two sources never tie. */
export function compareVersions(one: Statement<unknown>, other: Statement<unknown>): number {
  return (
    compareBytewise(one.recordedAt, other.recordedAt) ||
    compareBytewise(one.id, other.id) ||
    compareBytewise(one.source, other.source)
  );
}

/** What holds at a moment, from a list in order: the last said up to it; before the first, the first. */
export function inForceAt<Said>(statements: readonly Statement<Said>[], at: Instant): Said | undefined {
  return (statements.findLast((statement) => statement.at <= at) ?? statements[0])?.said;
}

/** As `inForceAt`, for `as_of`: what is said exactly at it does not count. */
export function inForceBefore<Said>(statements: readonly Statement<Said>[], asOf: Instant): Said | undefined {
  return (statements.findLast((statement) => statement.at < asOf) ?? statements[0])?.said;
}

function digestOf(event: OracleEvent): string {
  return createHash('sha256').update(canonicalJson(event)).digest('hex');
}

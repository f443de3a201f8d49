import {
  deadLetterHead,
  deadLetterStates,
  type Instant,
  type KeptDeadLetter,
  type KeptDeadLetterHead,
} from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn, instantColumnOrNull } from '../engine/instant-column.ts';

/** In place of the moment of expiry: the last year that the engine's type can hold. */
export const doesNotExpire = '2106-01-01 00:00:00';
const doesNotExpireInstant: Instant = '2106-01-01T00:00:00.000000Z';

/** The columns of a letter but for its value, as `SELECT` has them. */
export const headColumns = `id, tenant, step, reason, detail, problems, event_type, key, headers, value_bytes, value_sha256,
  value_is_whole, topic, partition, offset, received_at, attempts, state, kept_at,
  toDateTime64(expires_at, 6, 'UTC') AS expires, replayed_at, replayed_by`;

/** Letters that are still kept; the engine removes others when it gets to it. */
export const isKeptSql = 'tenant IN {tenants:Array(String)} AND expires_at > now()';

const emptyAsNull = z.string().transform((text) => (text === '' ? null : text));
const problemsOfLetter = deadLetterHead.shape.problems;

/** A row of `headColumns`. */
export const headRow = z
  .object({
    ...deadLetterHead.omit({ problems: true, event_type: true, value_is_whole: true }).shape,
    problems: z.string().transform((text) => problemsOfLetter.parse(JSON.parse(text))),
    event_type: emptyAsNull,
    value_is_whole: z.number().transform((flag) => flag === 1),
    state: z.enum(deadLetterStates),
    received_at: instantColumn,
    kept_at: instantColumn,
    expires: instantColumn,
    replayed_at: instantColumnOrNull,
    replayed_by: emptyAsNull,
  })
  .transform(({ expires, ...head }): KeptDeadLetterHead => ({
    ...head,
    expires_at: expires === doesNotExpireInstant ? null : expires,
  }));

/** The same with the value. */
export const letterRow = z
  .intersection(headRow, z.object({ value: z.string() }))
  .transform((letter): KeptDeadLetter => letter);

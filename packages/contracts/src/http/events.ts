import * as z from 'zod';
import { eventProblemCodeNames } from '../errors.ts';
import { count } from './answer-fields.ts';
import { problem } from './problem.ts';

/** How much one request to `POST /v1/events` may carry. */
export const eventLimits = {
  eventsPerRequest: 10_000,
  requestBytes: 10 * 1024 * 1024,
  eventBytes: 512 * 1024,
} as const;

/** An event of the request that was refused; `index` counts from 0, a single event has index 0. */
const rejectedEvent = z.object({
  index: count,
  id: z.exactOptional(z.string()),
  problems: z
    .array(z.object({ code: z.enum(eventProblemCodeNames), path: z.string(), message: z.string() }))
    .min(1),
});

/** 202 of `POST /v1/events`: at least one event was accepted. Duplicates count as accepted. */
export const eventsAccepted = z.object({
  accepted: count,
  duplicates: z.exactOptional(count),
  rejected: z.array(rejectedEvent),
});

/** 422 of `POST /v1/events`: none was accepted. */
export const allRejected = problem.extend({ rejected: z.array(rejectedEvent) });

export type RejectedEvent = z.output<typeof rejectedEvent>;
export type EventsAccepted = z.output<typeof eventsAccepted>;
export type AllRejected = z.output<typeof allRejected>;

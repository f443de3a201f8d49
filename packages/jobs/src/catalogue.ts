import { z } from 'zod';
import { minutes } from './job-definition.ts';
import type { JobCatalogue } from './job-definition.ts';

const tenant = z.string().regex(/^[a-z0-9-]{1,63}$/);
const nothing = z.strictObject({});
/** All tenants, or those whose night begins now where they are. */
const whichTenants = z.strictObject({ onlyAtNight: z.exactOptional(z.boolean()) });

/** Every job of the product. The key is the name of its queue. */
export const jobCatalogue = {
  /** Computes the cells and findings of one diagnosis run. */
  'run-diagnosis': {
    payload: z.strictObject({ tenant, runId: z.uuid() }),
    timeoutMs: minutes(30),
    attempts: 5,
    backoffMs: 10_000,
  },
  /** Gives tenants a job of their own each that asks for their numbers of today and the look of their last month. */
  'start-looks': { payload: whichTenants, timeoutMs: minutes(10), attempts: 3, backoffMs: 30_000 },
  /** Asks for one tenant's numbers of today and for the look of its last month end, unless they are there. */
  'start-tenant-look': {
    payload: z.strictObject({ tenant }),
    timeoutMs: minutes(10),
    attempts: 5,
    backoffMs: 30_000,
  },
  /** Gives tenants a job of their own each that verifies their coaching. */
  'start-verifications': { payload: whichTenants, timeoutMs: minutes(10), attempts: 3, backoffMs: 30_000 },
  /** Says of every plan of a tenant what its coaching did; saying the same again leaves no trace. */
  'verify-tenant-coaching': {
    payload: z.strictObject({ tenant }),
    timeoutMs: minutes(30),
    attempts: 3,
    backoffMs: 60_000,
  },
  /** Gives every run that waits in PostgreSQL a job where the queue has none, as after its backend lost everything. */
  'mend-runs': { payload: nothing, timeoutMs: minutes(2), attempts: 1, backoffMs: 1000 },
  /**
   * Derives every fact of a tenant anew. Goes on where an earlier try was, so a limit only bounds how long a process that hangs
   * holds it.
   */
  'rebuild-facts': {
    payload: z.strictObject({ tenant, rebuildId: z.uuid() }),
    timeoutMs: minutes(12 * 60),
    attempts: 10,
    backoffMs: 5_000,
  },
  /** Deletes what is kept for a limited time: idempotency keys, events that were sent, records whose time has come. */
  'delete-expired': { payload: nothing, timeoutMs: minutes(10), attempts: 3, backoffMs: 60_000 },
  /** Erases in the system of record whoever was erased by an event. Scheduled often, so a failed try is left to the next one. */
  'erase-people': { payload: nothing, timeoutMs: minutes(10), attempts: 1, backoffMs: 1000 },
  /** Tells boards from when to show findings, wherever that is not what they were told. */
  'tell-boards': { payload: nothing, timeoutMs: minutes(10), attempts: 1, backoffMs: 1000 },
  /** Moves plans under way to new managers. */
  'hand-over-plans': { payload: nothing, timeoutMs: minutes(10), attempts: 1, backoffMs: 1000 },
  /** Asks the next level where nobody answered a dispute in time; each goes up once, so another try finds what is left. */
  'pass-up-disputes': { payload: nothing, timeoutMs: minutes(10), attempts: 3, backoffMs: 60_000 },
  /** Opens the assessments of the last month, marks what is late, counts what the board sees. Goes on where an earlier run ended. */
  'assess-month': { payload: nothing, timeoutMs: minutes(60), attempts: 3, backoffMs: 60_000 },
  /** Sends the reminders of the morning. A day's mail goes out once, so another try sends what is left. */
  'send-digests': { payload: nothing, timeoutMs: minutes(30), attempts: 3, backoffMs: 60_000 },
} as const satisfies JobCatalogue;

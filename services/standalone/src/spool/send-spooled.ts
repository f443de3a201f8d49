import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { eventsAccepted, jsonOrUndefined, problem, type RejectedEvent } from '@stepup/contracts';
import type { SpooledBatch } from './event-spool.ts';

/** Where events are sent, and as whom. */
export interface EventsTarget {
  url: string;
  token: string;
}

/** What came of the sending. Everything before a failure is stored; sending again changes nothing. */
export type SendOutcome =
  | { kind: 'sent'; accepted: number; duplicates: number; rejected: RejectedEvent[] }
  | { kind: 'stopped'; sentEvents: number }
  | { kind: 'failed'; sentEvents: number; message: string };

/**
 * While the engine stores three batches as one, the next three are checked: on 30,000 events at a time it works half as
 * long as on 10,000. Six times 8 MiB are three quarters of what a gateway holds of bodies.
 */
const batchesInFlight = 6;
/** How often a batch is sent again to a server that is too busy to take it and says when to come again. */
const mostAttempts = 10;
const longestQuote = 2_000;

/** Sends the spool batch by batch, each answered when durable. At most 100 rejections are kept. */
export async function sendSpooled(
  spoolPath: string,
  batches: readonly SpooledBatch[],
  target: EventsTarget,
  onProgress: (sentEvents: number) => void,
  stopping?: AbortSignal,
): Promise<SendOutcome> {
  const spool = await open(spoolPath, 'r');
  const waiting = batches.values();
  const sum = { accepted: 0, duplicates: 0, sentEvents: 0 };
  const rejected: RejectedEvent[] = [];
  const failures: string[] = [];
  const isStopped = (): boolean => stopping?.aborted === true;
  const mayGoOn = (): boolean => failures.length === 0 && !isStopped();
  const sendWaiting = async (): Promise<void> => {
    for (const batch of waiting) {
      if (!mayGoOn()) return;
      const answer = await sendBatch(await readBatch(spool, batch), target, mayGoOn);
      if (answer.kind === 'failed') {
        failures.push(answer.message);
        return;
      }
      sum.accepted += answer.accepted;
      sum.duplicates += answer.duplicates;
      sum.sentEvents += batch.events;
      rejected.push(...answer.rejected.slice(0, 100 - rejected.length));
      onProgress(sum.sentEvents);
    }
  };
  try {
    await Promise.all(Array.from({ length: batchesInFlight }, sendWaiting));
  } finally {
    await spool.close();
  }
  const { accepted, duplicates, sentEvents } = sum;
  const [message] = failures;
  if (message !== undefined) return { kind: 'failed', sentEvents, message };
  const isWhole = sentEvents === batches.reduce((sum, { events }) => sum + events, 0);
  if (isStopped() && !isWhole) return { kind: 'stopped', sentEvents };
  return { kind: 'sent', accepted, duplicates, rejected };
}

async function readBatch(spool: FileHandle, batch: SpooledBatch): Promise<Buffer<ArrayBuffer>> {
  const body = Buffer.alloc(batch.bytes);
  let filled = 0;
  while (filled < batch.bytes) {
    const { bytesRead } = await spool.read(body, filled, batch.bytes - filled, batch.offset + filled);
    if (bytesRead === 0) throw new Error('the spool of the import is shorter than what was written to it');
    filled += bytesRead;
  }
  return body;
}

type BatchOutcome =
  | { kind: 'stored'; accepted: number; duplicates: number; rejected: RejectedEvent[] }
  | { kind: 'failed'; message: string };

async function sendBatch(
  body: Buffer<ArrayBuffer>,
  target: EventsTarget,
  mayGoOn: () => boolean,
): Promise<BatchOutcome> {
  let outcome = await tryToSend(body, target);
  for (let attempt = 2; attempt <= mostAttempts && outcome.kind === 'busy' && mayGoOn(); attempt += 1) {
    await setTimeout(outcome.retryAfterMs);
    outcome = await tryToSend(body, target);
  }
  return outcome.kind === 'busy' ? { kind: 'failed', message: outcome.message } : outcome;
}

async function tryToSend(
  body: Buffer<ArrayBuffer>,
  target: EventsTarget,
): Promise<BatchOutcome | { kind: 'busy'; retryAfterMs: number; message: string }> {
  let response: Response;
  try {
    response = await fetch(new URL('/v1/events', target.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${target.token}`,
        'content-type': 'application/cloudevents-batch+json',
      },
      body,
    });
  } catch (error) {
    return { kind: 'failed', message: `${target.url} cannot be reached: ${String(error)}` };
  }
  const text = await response.text();
  if (response.status !== 202) {
    const { code, message } = readRefusal(response.status, text);
    const retryAfter = response.headers.get('retry-after') ?? '';
    // Room on a disk is made by people: whoever imports hears of it at once.
    const isBusy = response.status === 503 && code !== 'disk_full' && /^\d{1,2}$/.test(retryAfter);
    return isBusy
      ? { kind: 'busy', retryAfterMs: Number(retryAfter) * 1000, message }
      : { kind: 'failed', message };
  }
  const { accepted, duplicates = 0, rejected } = eventsAccepted.parse(JSON.parse(text));
  return { kind: 'stored', accepted, duplicates, rejected };
}

/** What a refusal says, without what only programs read of it. */
function readRefusal(status: number, text: string): { code?: string; message: string } {
  const parsed = problem.safeParse(jsonOrUndefined(text));
  if (!parsed.success) return { message: `${status}: ${text.slice(0, longestQuote)}` };
  const { title, detail, code } = parsed.data;
  return { code, message: `${detail ?? title} (${status} ${code})` };
}

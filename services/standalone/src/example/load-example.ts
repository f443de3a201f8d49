import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, instantOfDate, toInstant } from '@stepup/contracts';
import { simulateOrganisation, type Truth } from '@stepup/simulator';
import { z } from 'zod';
import { EventSpool } from '../spool/event-spool.ts';
import { type EventsTarget, sendSpooled } from '../spool/send-spooled.ts';

/** The tenant of the simulated organisation. */
export const exampleTenant = 'example';

const seed = 1;
const hourMs = 60 * 60 * 1000;

/** What was decided at the first start and holds for good, so that a load that was cut off goes on with the same events. */
const exampleRecord = z.object({ endsAt: z.string(), isLoaded: z.boolean() });

/** How the loading went; a failed one is tried again at the next start, and what was stored stays. */
export type ExampleOutcome =
  { kind: 'loaded'; events: number } | { kind: 'loaded_before' } | { kind: 'failed'; message: string };

interface ExampleLoad {
  dataDirectory: string;
  now: Date;
  target: EventsTarget;
  onProgress(sentEvents: number, allEvents: number): void;
}

/** Sends the simulated organisation, dated back from the first start, unless that was done before. */
export async function loadExample(load: ExampleLoad): Promise<ExampleOutcome> {
  const directory = exampleDirectory(load.dataDirectory);
  const known = await readRecord(directory);
  if (known?.isLoaded === true) return { kind: 'loaded_before' };
  const endsAt = known?.endsAt ?? instantOfDate(new Date(Math.floor(load.now.getTime() / hourMs) * hourMs));
  await writeRecord(directory, { endsAt, isLoaded: false });

  const spoolPath = join(directory, 'events.spool');
  await rm(spoolPath, { force: true });
  try {
    const spool = await EventSpool.create(spoolPath);
    let allEvents = 0;
    for (const event of organisationUntil(endsAt).events) {
      spool.add(event);
      if (spool.isFull) await spool.flush();
      allEvents += 1;
    }
    const batches = await spool.finish();
    await spool.close();
    const outcome = await sendSpooled(spoolPath, batches, load.target, (sentEvents) =>
      load.onProgress(sentEvents, allEvents),
    );
    if (outcome.kind !== 'sent') {
      return { kind: 'failed', message: outcome.kind === 'failed' ? outcome.message : 'told to stop' };
    }
    const [first] = outcome.rejected;
    if (first !== undefined) throw new Error(`the example has an invalid event: ${JSON.stringify(first)}`);
    await writeRecord(directory, { endsAt, isLoaded: true });
    return { kind: 'loaded', events: allEvents };
  } finally {
    await rm(spoolPath, { force: true });
  }
}

/** What the example was made from; null where this data directory has none. */
export async function readExampleTruth(dataDirectory: string): Promise<Truth | null> {
  const record = await readRecord(exampleDirectory(dataDirectory));
  return record === null ? null : organisationUntil(record.endsAt).truth;
}

function organisationUntil(endsAt: Instant) {
  return simulateOrganisation({ seed, endsAt });
}

function exampleDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'example');
}

async function readRecord(directory: string): Promise<z.output<typeof exampleRecord> | null> {
  let text: string;
  try {
    text = await readFile(join(directory, 'example.json'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const record = exampleRecord.parse(JSON.parse(text));
  if (toInstant(record.endsAt) === null) throw new Error(`${directory}: endsAt is no time`);
  return record;
}

async function writeRecord(directory: string, record: z.output<typeof exampleRecord>): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'example.json');
  await writeFile(`${path}.new`, `${JSON.stringify(record)}\n`, { flush: true });
  await rename(`${path}.new`, path);
}

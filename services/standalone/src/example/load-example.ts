import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, instantOfDate } from '@stepup/contracts';
import { simulateOrganisation, type Truth } from '@stepup/simulator';
import { EventSpool } from '../spool/event-spool.ts';
import { type EventsTarget, sendSpooled } from '../spool/send-spooled.ts';
import { exampleDirectory, readExampleRecord, writeExampleRecord } from './example-record.ts';

/** The tenant of the simulated organisation. */
export const exampleTenant = 'example';

const seed = 1;
const hourMs = 60 * 60 * 1000;

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
  const { dataDirectory } = load;
  const known = await readExampleRecord(dataDirectory);
  if (known?.isLoaded === true) return { kind: 'loaded_before' };
  const endsAt = known?.endsAt ?? instantOfDate(new Date(Math.floor(load.now.getTime() / hourMs) * hourMs));
  await writeExampleRecord(dataDirectory, {
    endsAt,
    isLoaded: false,
    isCoachingTold: false,
    isYearTold: false,
  });

  const spoolPath = join(exampleDirectory(dataDirectory), 'events.spool');
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
    await writeExampleRecord(dataDirectory, {
      endsAt,
      isLoaded: true,
      isCoachingTold: false,
      isYearTold: false,
    });
    return { kind: 'loaded', events: allEvents };
  } finally {
    await rm(spoolPath, { force: true });
  }
}

/** What the example was made from; null where this data directory has none. */
export async function readExampleTruth(dataDirectory: string): Promise<Truth | null> {
  const record = await readExampleRecord(dataDirectory);
  return record === null ? null : organisationUntil(record.endsAt).truth;
}

function organisationUntil(endsAt: Instant) {
  return simulateOrganisation({ seed, endsAt });
}

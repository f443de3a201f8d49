import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type EventBus, messageText, topics } from '@stepup/event-bus';
import type { Clock } from '@stepup/runtime';

const keptDays = 30;
const fileName = /^\d{4}-\d\d-\d\d\.jsonl$/;

/**
 * Keeps the dead letters of an instance as files of JSON lines, one a day, in a folder of its data directory. A letter is on
 * disk when its publisher hears so; files older than 30 days are deleted at start and with each new day.
 */
export async function keepDeadLetters(
  bus: EventBus,
  folder: string,
  clock: Clock,
): Promise<{ close(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await deleteExpired(folder, clock);
  let lastDay = dayOf(clock.now());
  const consumer = bus.createConsumer();
  await consumer.run({
    topics: [topics.deadLetters],
    group: 'dead-letter-files',
    async handleBatch(batch) {
      const day = dayOf(clock.now());
      if (day !== lastDay) await deleteExpired(folder, clock);
      lastDay = day;
      const lines = batch.map((message) => `${messageText(message) ?? ''}\n`).join('');
      const file = await open(join(folder, `${day}.jsonl`), 'a', 0o600);
      const { size } = await file.stat();
      try {
        await file.appendFile(lines);
        await file.sync();
      } catch (error) {
        // Half a line would swallow the first line that follows.
        await file.truncate(size);
        throw error;
      } finally {
        await file.close();
      }
    },
  });
  return { close: () => consumer.close() };
}

async function deleteExpired(folder: string, clock: Clock): Promise<void> {
  const oldestKept = dayOf(new Date(clock.now().getTime() - keptDays * 24 * 60 * 60 * 1000));
  const expired = (await readdir(folder)).filter(
    (name) => fileName.test(name) && name.slice(0, 10) < oldestKept,
  );
  await Promise.all(expired.map((name) => rm(join(folder, name), { force: true })));
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

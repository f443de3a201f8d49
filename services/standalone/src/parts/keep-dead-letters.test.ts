import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInProcessBus, topics } from '@stepup/event-bus';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepDeadLetters } from './keep-dead-letters.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepup-letters-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('has letters on disk when their publisher hears so, one file a day, and deletes those older than 30 days', async () => {
  await writeFile(join(folder, '2026-01-01.jsonl'), 'old');
  await writeFile(join(folder, '2026-02-05.jsonl'), 'kept');
  let now = '2026-02-05T23:59:59Z';
  const bus = createInProcessBus();
  const keeper = await keepDeadLetters(bus, folder, { now: () => new Date(now) });
  const producer = await bus.openProducer();
  const publish = (value: string) => producer.publish(topics.deadLetters, [{ key: 'k', value, headers: {} }]);

  await publish('{"a":1}');
  expect(await readFile(join(folder, '2026-02-05.jsonl'), 'utf8')).toBe('kept{"a":1}\n');
  now = '2026-03-08T00:00:00Z';
  await publish('{"a":2}');
  await publish('{"a":3}');
  expect(await readdir(folder)).toEqual(['2026-03-08.jsonl']);
  expect(await readFile(join(folder, '2026-03-08.jsonl'), 'utf8')).toBe('{"a":2}\n{"a":3}\n');
  await keeper.close();
});

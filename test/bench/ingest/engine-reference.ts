import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import { parseEvent } from '@stepup/contracts';
import type { BusMessage } from '@stepup/event-bus';
import { PreparedEvent, rawEventColumns } from '@stepup/warehouse';

const linesPerWrite = 10_000;

/** The reference: the engine inserts the same rows, as JSON from a file, into a table like `raw_events`. Rows a second. */
export async function measureEngine(
  place: { url: string; username: string; password: string },
  messages: Iterable<BusMessage>,
  count: number,
): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
  const path = join(directory, 'rows.jsonl');
  const engine = createClient({ ...place, database: 'stepup', request_timeout: 300_000 });
  try {
    await writeRows(path, messages);
    await engine.command({ query: 'CREATE TABLE reference_rows AS raw_events' });
    const beganAtMs = performance.now();
    const query = 'INSERT INTO reference_rows FORMAT JSONEachRow';
    const { stream } = await engine.exec({ query, values: createReadStream(path) });
    for await (const _ of stream) continue;
    return (count / (performance.now() - beganAtMs)) * 1000;
  } finally {
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function writeRows(path: string, messages: Iterable<BusMessage>): Promise<void> {
  const file = await open(path, 'w');
  let lines: string[] = [];
  for (const { value, headers } of messages) {
    const receivedAt = headers['receivedat'] ?? '';
    const parsed = parseEvent(JSON.parse(String(value)), { receivedAt, tenant: 'reference' });
    if (parsed.kind !== 'accepted') throw new Error(`no event: ${JSON.stringify(parsed.problems)}`);
    lines.push(toJson(new PreparedEvent({ event: parsed.event, receivedAt }).lines.rawEvent));
    if (lines.length < linesPerWrite) continue;
    await file.write(`${lines.join('\n')}\n`);
    lines = [];
  }
  await file.write(`${lines.join('\n')}\n`);
  await file.close();
}

/** A row of ours as JSON; none of these events has anything to escape. */
function toJson(line: string): string {
  if (line.includes('\\')) throw new Error(`escaped: ${line}`);
  const fields = line.split('\t');
  return JSON.stringify(Object.fromEntries(rawEventColumns.map((column, index) => [column, fields[index]])));
}

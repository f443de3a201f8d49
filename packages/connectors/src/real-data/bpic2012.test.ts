import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip, gzipSync } from 'node:zlib';
import type { SalesEvent } from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../import/import-report.ts';
import type { Mapping } from '../mapping/compiled-mapping.ts';
import { findRealData } from './config.ts';
import { importWhole, readMapping } from './import-whole.ts';
import { deriveSteps } from './step-oracle.ts';

const logPath = findRealData('bpic2012/events.csv.gz');

describe.skipIf(logPath === undefined)('the loan log through its mapping', () => {
  let mapping: Mapping;
  let events: SalesEvent[] = [];
  let report: ImportReport;
  let lines: string[] = [];
  let folder = '';

  beforeAll(async () => {
    mapping = await readMapping('bpic2012.yaml');
    ({ events, report } = await importWhole('csv', mapping, [logPath ?? '']));
    lines = (await text(createReadStream(logPath ?? '').pipe(createGunzip()))).trimEnd().split('\n');
    folder = await mkdtemp(join(tmpdir(), 'stepup-connectors-'));
  });

  afterAll(async () => {
    if (folder !== '') await rm(folder, { recursive: true });
  });

  async function importText(
    name: string,
    content: string,
    format: 'csv' | 'xes' = 'csv',
  ): Promise<SalesEvent[]> {
    const path = join(folder, name);
    await writeFile(path, name.endsWith('.gz') ? gzipSync(content) : content);
    return (await importWhole(format, mapping, [path])).events;
  }

  it('reads every row and refuses none', () => {
    expect(report).toMatchObject({ isComplete: true, rowsRead: 262_200, refused: [] });
    expect(report.eventsByType['sales.person.changed.v1']).toBe(67);
  });

  it('gives the funnel of the log, by the steps of the contract and by the stages that applications stood at', () => {
    const { steps, closes, stood } = deriveSteps(events);
    const entered = Object.fromEntries([...steps].map(([stageId, counts]) => [stageId, counts.entered]));
    expect(entered).toEqual({
      A_SUBMITTED: 13_087,
      A_PREACCEPTED: 7367,
      A_ACCEPTED: 5113,
      O_SENT: 5015,
      O_SENT_BACK: 3254,
    });
    expect(Object.fromEntries(stood)).toEqual({
      ...entered,
      A_ACTIVATED: 2246,
      A_DECLINED: 7635,
      A_CANCELLED: 2807,
    });
    expect(Object.fromEntries(closes)).toEqual({ won: 2246, lost: 10_442, undefined: 399 });
    expect([...steps.values()].every((step) => step.skipped === 0)).toBe(true);
    expect([...steps.values()].every((step) => step.entered === step.advanced + step.lost + step.open)).toBe(
      true,
    );
  });

  it('counts the calls, those without a person among them', () => {
    const calls = events.filter((event) => event.type === 'sales.activity.logged.v1');
    expect(calls).toHaveLength(33_804);
    expect(calls.filter((event) => event.data.rep_id === undefined)).toHaveLength(4100);
    expect(calls.every((event) => event.data.direction === 'outbound' && event.data.kind === 'call')).toBe(
      true,
    );
    expect(new Set(calls.map((event) => event.data.activity_id)).size).toBe(33_804);
  });

  it('sees 4.50 people on the applications that a person touched, and never the machine', () => {
    const { ownersOfDeals } = deriveSteps(events);
    const mean = ownersOfDeals.reduce((total, owners) => total + owners, 0) / ownersOfDeals.length;
    expect(ownersOfDeals).toHaveLength(9655);
    expect(mean).toBeCloseTo(4.4955, 4);
    expect(
      events.filter((event) => event.type === 'sales.person.changed.v1' && event.data.person_id === '112'),
    ).toEqual([]);
  });

  it('makes the same events of the rows in another order', async () => {
    const [header = '', ...rows] = lines;
    const shuffled = await importText('shuffled.csv', [header, ...scramble(rows)].join('\n'));
    expect(digest(shuffled)).toBe(digest(events));
  });

  it('makes the same events of the log in its XES form', async () => {
    const sample = lines.slice(0, firstLineOfCase(lines, 500));
    const fromCsv = await importText('sample.csv', sample.join('\n'));
    const fromXes = await importText('sample.xes.gz', toXes(sample), 'xes');
    expect(fromCsv.length).toBeGreaterThan(5000);
    expect(fromXes).toEqual(fromCsv);
  });
});

/** A digest of the set of events. */
function digest(events: readonly SalesEvent[]): string {
  const texts = new Set(events.map((event) => JSON.stringify(event)));
  return hash('sha256', [...texts].sort().join('\n'));
}

/** The rows in an order that has nothing to do with their content, the same on every run. */
function scramble(rows: readonly string[]): string[] {
  return rows
    .map((row) => ({ row, key: hash('sha256', row) }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ row }) => row);
}

/** The index of the line at which the case after the first `count` begins. */
function firstLineOfCase(lines: readonly string[], count: number): number {
  const seen = new Set<string>();
  return lines.findIndex(
    (line, index) => index > 0 && seen.add(line.slice(0, line.indexOf(','))).size > count,
  );
}

/** The log as the original XES file writes it: a trace for each application, before its events its attributes. */
function toXes(lines: readonly string[]): string {
  const rows = lines.slice(1).map((line) => line.split(','));
  const traces = [...Map.groupBy(rows, ([caseId]) => caseId)].map(([caseId, events]) => {
    const [, amount = '', registered = ''] = events[0] ?? [];
    const inside = events.map(
      ([, , , activity = '', lifecycle = '', resource = '', timestamp = '']) =>
        `<event>${resource === '' ? '' : `<string key="org:resource" value="${resource}"/>`}` +
        `<string key="lifecycle:transition" value="${lifecycle}"/><string key="concept:name" value="${activity}"/>` +
        `<date key="time:timestamp" value="${timestamp}"/></event>`,
    );
    return (
      `<trace><date key="REG_DATE" value="${registered}"/><string key="concept:name" value="${caseId ?? ''}"/>` +
      `<string key="AMOUNT_REQ" value="${amount}"/>${inside.join('\n')}</trace>`
    );
  });
  return (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">' +
    '<global scope="event"><string key="concept:name" value="__INVALID__"/></global>' +
    `<string key="concept:name" value="loans"/>\n${traces.join('\n')}</log>\n`
  );
}

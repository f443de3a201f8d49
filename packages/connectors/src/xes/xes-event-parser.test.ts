import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importMemory } from '../testing/memory-import.ts';
import { eventHeader, eventRowsYaml } from '../testing/small-mappings.ts';

const yaml = `${eventRowsYaml}
xes:
  columns: { deal: "case:concept:name", at: "time:timestamp", what: "concept:name", phase: "lifecycle:transition", who: "org:resource" }
`;

const event = (what: string, at: string, who: string): string => `<event>
<string key="concept:name" value="${what}"><string key="org:resource" value="nested"/></string>
<string key="org:resource" value="${who}"/><date key="time:timestamp" value="${at}"/></event>`;

const log = `<?xml version="1.0" encoding="UTF-8"?>
<!-- a log -->
<log xes.version="1.0"><extension name="Time" prefix="time" uri="http://x/"/>
<global scope="trace"><string key="concept:name" value="unknown"/></global>
<string key="concept:name" value="the log"/>
<trace><string key="concept:name" value="d&amp;1"/>
${event('New', '2020-01-02T10:00:00.000+01:00', 'Ann')}
${event('Offer', '2020-01-03T10:00:00.000+01:00', '')}
</trace>
<trace><string key="concept:name" value="d2"/>${event('New', '2020-01-04T10:00:00.000+01:00', 'Bob')}</trace>
</log>`;

async function importLog(content: string | Uint8Array, mapping = yaml, chunkBytes?: number) {
  return importMemory({ 'log.xes': content }, mapping, {
    format: 'xes',
    ...(chunkBytes === undefined ? {} : { chunkBytes }),
  });
}

describe('XES', () => {
  it('gives the events of the same rows as CSV, wherever the text is cut, packed or not', async () => {
    const csv = `${eventHeader}d&1,2020-01-02T10:00:00.000+01:00,New,,Ann\nd&1,2020-01-03T10:00:00.000+01:00,Offer,,\nd2,2020-01-04T10:00:00.000+01:00,New,,Bob\n`;
    const eventsOf = (steps: Awaited<ReturnType<typeof importLog>>) =>
      steps.flatMap((step) => (step.kind === 'event' ? [step.event] : []));
    const expected = eventsOf(await importMemory({ 'log.csv': csv }, yaml));
    expect(expected).toHaveLength(6);
    for (const chunkBytes of [1, 7, 100_000])
      expect(eventsOf(await importLog(log, yaml, chunkBytes))).toEqual(expected);
    expect(eventsOf(await importLog(gzipSync(log)))).toEqual(expected);
  });

  it('names the line of an event in messages', async () => {
    const steps = await importLog(log.replace('"Offer"', '"Offr"'));
    expect(steps.filter((step) => step.kind === 'refused')).toMatchObject([
      { scope: 'row', code: 'stage_unmapped', line: 10 },
    ]);
  });

  it.each<[string, string, string, number, number | undefined]>([
    ['a tag left open', log.replace('</trace>\n<trace>', '\n<trace>'), 'xml_malformed', 17, undefined],
    [
      'an attribute without quotes',
      log.replace('key="concept:name" value="d2"', 'key=concept:name'),
      'xml_malformed',
      14,
      20,
    ],
    ['an entity that nobody defined', log.replace('d&amp;1', 'd&nbsp;1'), 'xml_malformed', 6, undefined],
    ['a file that is cut off', log.slice(0, -10), 'xml_malformed', 16, undefined],
    ['no XML', 'deal,at\n1,2\n', 'file_kind_unsupported', 1, undefined],
    ['other XML', '<html></html>', 'file_kind_unsupported', 1, undefined],
    ['nothing', ' \n', 'file_empty', 1, undefined],
    ['another encoding', log.replace('UTF-8', 'ISO-8859-1'), 'encoding_not_stated', 1, undefined],
    [
      'an attribute of 10 MB',
      log.replace('"d2"', `"${'x'.repeat(10_000_000)}"`),
      'record_too_large',
      14,
      undefined,
    ],
  ])('refuses %s with line and character', async (_name, content, code, line, character) => {
    const last = (await importLog(content)).at(-1);
    expect(last).toMatchObject({
      kind: 'refused',
      scope: 'file',
      code,
      line,
      ...(character === undefined ? {} : { character }),
    });
  });

  it('reads the stated encoding', async () => {
    const content = Buffer.from(log.replace('UTF-8', 'ISO-8859-1').replaceAll('Ann', 'Zo\u00eb'), 'latin1');
    const steps = await importLog(content, `${yaml}encoding: latin1\n`);
    expect(
      steps.some((step) => step.kind === 'event' && JSON.stringify(step.event.data).includes('"Zoë"')),
    ).toBe(true);
  });

  it('refuses what the contract cannot store, and does not fall over it', async () => {
    const steps = await importLog(log.replace('"d2"', '"d&#x1F;2"'));
    expect(steps.at(-1)).toMatchObject({ kind: 'refused', code: 'xml_malformed' });
  });
});

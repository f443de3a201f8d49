import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappingPath } from '../real-data/config.ts';
import { dealRowsYaml, eventRowsYaml } from '../testing/small-mappings.ts';
import { parseMapping } from './parse-mapping.ts';

function problemsOf(yaml: string) {
  const parsed = parseMapping(yaml);
  return parsed.kind === 'ok' ? [] : parsed.problems;
}

/** The line, from 1, of the first occurrence of `text`. */
function lineOf(yaml: string, text: string): number {
  return yaml.slice(0, yaml.indexOf(text)).split('\n').length;
}

describe('parseMapping', () => {
  it.each(['maven-crm.yaml', 'bpic2012.yaml'])('takes %s', (name) => {
    expect(problemsOf(readFileSync(mappingPath(name), 'utf8'))).toEqual([]);
  });

  it.each<[string, string, string, string, string, string?]>([
    [
      'an unknown key',
      dealRowsYaml,
      'snapshot: 2020-06-30',
      'snapshott: 2020-06-30',
      '"snapshott" is not known',
    ],
    ['a missing key', dealRowsYaml, '  deal_id: id\n', '', 'is missing', '  stage: stage'],
    ['a list where a text belongs', dealRowsYaml, 'deal_id: id', 'deal_id: [id]', 'must be a text'],
    ['an unknown format', dealRowsYaml, 'format: deal_rows', 'format: rows', 'must be "deal_rows"'],
    ['an unknown zone', dealRowsYaml, 'zone: Europe/Amsterdam', 'zone: Amsterdam', 'is no time zone'],
    ['a zone that is needed', dealRowsYaml, ', zone: Europe/Amsterdam', '', 'state the zone', 'times:'],
    ['a wrong time pattern', dealRowsYaml, '[yyyy-MM-dd]', '[YYYY-MM-DD]', '"YYYY" is no part'],
    [
      'a snapshot that is no day',
      dealRowsYaml,
      'snapshot: 2020-06-30',
      'snapshot: 2020-06-31',
      'does not exist',
    ],
    ['a position that is no number', dealRowsYaml, 'position: 2', 'position: two', 'must be a whole number'],
    ['an open stage without position', dealRowsYaml, 'New, position: 1', 'New', 'needs its "position"'],
    [
      'two open stages at one position',
      dealRowsYaml,
      'position: 2',
      'position: 1',
      'same position',
      'stage_id: Offer',
    ],
    ['two stages of one id', dealRowsYaml, 'stage_id: Lost', 'stage_id: Won', 'same id', 'outcome: lost'],
    [
      'one value for two stages',
      dealRowsYaml,
      'values: [Offer, Quote]',
      'values: [New]',
      'names another stage',
    ],
    [
      'a history stage that is none',
      dealRowsYaml,
      'stage: Offer }',
      'stage: Offr }',
      'no pipeline has a stage',
    ],
    ['a history entry of no stage', dealRowsYaml, ', stage: Offer }', ' }', 'needs either', 'at: offered'],
    [
      'a field from two places',
      dealRowsYaml,
      'owner_id: rep',
      'owner_id: { column: rep, constant: Ann }',
      'needs either',
    ],
    ['a name that is no source', dealRowsYaml, 'name: crm', 'name: My CRM', 'lower-case'],
    [
      'a stage that is no stage',
      eventRowsYaml,
      'no_stage: [call, mail]',
      'no_stage: [call, Won]',
      'value of a stage',
    ],
    ['half a pair', eventRowsYaml, ', end: { phase: end }', '', 'needs both', 'kind: call'],
    ['a direction that is none', eventRowsYaml, 'constant: inbound', 'constant: in', 'outbound or inbound'],
    [
      'a definition time without offset',
      eventRowsYaml,
      'definitions_from: 2020-01-01T00:00:00Z',
      'definitions_from: 2020-01-01',
      'says no offset',
    ],
  ])('names the place of %s', (_name, yaml, before, after, message, place = after) => {
    const changed = yaml.replace(before, after);
    expect(changed).not.toBe(yaml);
    const problems = problemsOf(changed);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.line).toBe(lineOf(changed, place));
  });

  it('tells the line, the column and the path', () => {
    const yaml = dealRowsYaml.replace('{ stage_id: Won, outcome: won }', '{ stage_id: Won, outcome: wonn }');
    const line = lineOf(yaml, 'outcome: wonn');
    expect(problemsOf(yaml)).toEqual([
      {
        line,
        column: (yaml.split('\n')[line - 1] ?? '').indexOf('wonn') + 1,
        path: 'pipelines[0].stages[2].outcome',
        message: 'must be one of "won", "lost"',
      },
    ]);
  });

  it('finds several faults at once', () => {
    const yaml = dealRowsYaml
      .replace('position: 2', 'position: 1')
      .replace('stage: Offer }', 'stage: Offr }');
    expect(problemsOf(yaml)).toHaveLength(2);
  });

  it('refuses what the contract would refuse of a pipeline', () => {
    const yaml = dealRowsYaml.replace('pipeline_id: sales', `pipeline_id: ${'x'.repeat(201)}`);
    expect(problemsOf(yaml)[0]).toMatchObject({
      path: 'pipelines[0]',
      message: expect.stringContaining('1 to 200'),
    });
  });

  it.each([
    ['no YAML', 'a: [b', 'not valid YAML'],
    ['a repeated key', `${dealRowsYaml}name: again\n`, 'not valid YAML'],
    ['an alias to nowhere', 'a: *b', 'not valid YAML'],
    ['nothing', '', ''],
    ['a list', '- a', ''],
  ])('refuses %s', (_name, yaml, message) => {
    const problems = problemsOf(yaml);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]?.message).toContain(message);
  });

  it('refuses aliases that multiply without end', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `l${String(level + 1)}: &l${String(level + 1)} [${Array.from({ length: 9 }, () => `*l${String(level)}`).join(', ')}]`,
    );
    expect(problemsOf(['l0: &l0 [x]', ...levels].join('\n')).length).toBeGreaterThan(0);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => dealRowsYaml + text),
        ),
        (text) => {
          expect(['ok', 'invalid']).toContain(parseMapping(text).kind);
        },
      ),
    );
  });
});

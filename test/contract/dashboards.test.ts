/**
 * The committed Grafana boards: valid, and every query of every panel asked of the engine with its variables and macros
 * expanded as Grafana and the plugin do.
 */
import { indicatorCatalogue } from '@stepup/warehouse';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boards, generatedSettings, renderBoard } from '../../dashboards/src/index.ts';
import { askEngine } from '../support/boards/ask-engine.ts';
import {
  askPanel,
  expand,
  openedFor,
  organisation,
  storeOrganisation,
  type Variables,
} from '../support/boards/board-organisation.ts';
import { panelsWithQueries, readBoard } from '../support/boards/read-board.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

const generated = new URL('../../dashboards/generated/', import.meta.url);
const provisioning = new URL('../../infra/grafana/provisioning/', import.meta.url);
const { tenant } = generatedSettings;
const { pipelineId, stages } = organisation;
const everything = openedFor(tenant);

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
  await storeOrganisation(started.warehouse, tenant);
});
afterAll(async () => {
  await started.stop();
});

describe('the committed boards', () => {
  it('are what their source says', async () => {
    const files = (await readdir(generated)).filter((file) => file.endsWith('.json'));
    expect(files.toSorted()).toEqual(boards.map(({ file }) => file).toSorted());
    for (const board of boards) {
      const text = await readFile(new URL(board.file, generated), 'utf8');
      expect(
        text === renderBoard(board, generatedSettings),
        `${board.file} drifted: dashboards/scripts/generate.ts`,
      ).toBe(true);
    }
  });

  it.each(boards.map(({ file }) => file))('%s: schema, ids, words, units and links', async (file) => {
    const board = await readBoard(file);
    expect(board.schemaVersion).toBe(42);
    const uids = new Set<string>();
    const ids = board.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const panel of panelsWithQueries(board)) {
      const about = `${file}: ${panel.title}`;
      expect(panel.description.length, about).toBeGreaterThan(40);
      expect(panel.fieldConfig?.defaults.unit, about).not.toBe('');
      expect(
        panel.links.map(({ url }) => url),
        about,
      ).toEqual([expect.stringMatching(/^\$\{console:raw\}\//)]);
      expect(panel.targets.length, about).toBe(1);
      for (const { datasource } of panel.targets) uids.add(datasource.uid);
    }
    const provisioned = await readFile(new URL('datasources/stepup-clickhouse.yaml', provisioning), 'utf8');
    expect([...uids].map((uid) => provisioned.includes(`uid: ${uid}\n`))).toEqual([true]);
    const [tenantVariable] = board.templating.list;
    expect(tenantVariable).toEqual({ name: 'tenant', type: 'constant', hide: 2, query: tenant });
  });

  it.each(boards.map(({ file }) => file))('%s asks only views of stepup_v1, for its tenant', async (file) => {
    const board = await readBoard(file);
    const queries = [
      ...panelsWithQueries(board).flatMap(({ targets }) => targets.map(({ rawSql }) => rawSql)),
      ...board.templating.list.filter(({ type }) => type === 'query').map(({ query }) => query),
    ];
    expect(queries.length).toBeGreaterThan(8);
    for (const sql of queries) {
      const sources = [...sql.matchAll(/\b(?:FROM|JOIN)\s+([\w.]+)/g)].map(([, source]) => source);
      expect(
        sources.filter((source) => !source?.startsWith('stepup_v1.')),
        sql,
      ).toEqual([]);
      const views = sources.length;
      expect(sql.split("tenant = '${tenant}'").length - 1, sql).toBe(views);
    }
  });

  it('word indicators as the catalogue does', async () => {
    const board = await readBoard('funnel-indicators.json');
    const words = board.panels.map(({ description }) => description).join('\n');
    for (const id of [
      'entered',
      'advanced',
      'lost',
      'open',
      'step_up_rate',
      'time_in_step',
      'win_rate',
      'won_deals',
      'activities',
    ]) {
      const definition = indicatorCatalogue.find((entry) => entry.id === id)?.definition;
      expect(words).toContain(definition);
    }
  });
});

const number = /^(U?Int\d+|Float64|Nullable\((U?Int\d+|Float64)\))$/;
const text = /^(LowCardinality\(String\)|String)$/;

describe.each(boards.map(({ file }) => file))('every query of %s', (file) => {
  const choices: [string, Variables][] = [
    ['everybody', everything],
    ['one team and two segments', { ...everything, team: ['North'], segment: ['small', 'mid'] }],
  ];

  it.each(choices)('gives each panel the columns it needs, for %s', async (_, variables) => {
    const board = await readBoard(file);
    for (const panel of panelsWithQueries(board)) {
      for (const stage of panel.repeat === undefined ? stages.slice(0, 1) : stages) {
        const answer = await askPanel(started.warehouse, panel, { ...variables, stage });
        const about = `${panel.title} (${stage})`;
        expect(answer.rows.length, about).toBeGreaterThan(0);
        const names = answer.columns.map(({ name }) => name);
        const overridden =
          panel.fieldConfig?.overrides.filter(({ matcher }) => matcher.id === 'byName') ?? [];
        for (const { matcher, properties } of overridden) {
          expect(names, about).toContain(matcher.options);
          for (const { value } of properties.filter(({ id }) => id === 'custom.fillBelowTo'))
            expect(names, about).toContain(value);
        }
        if (panel.targets[0]?.queryType === 'timeSeries') {
          const [first, ...values] = answer.columns;
          expect(first, about).toEqual({ name: 'time', type: "DateTime('UTC')" });
          expect(values.length, about).toBeGreaterThan(0);
          for (const { name, type } of values) expect(type, `${about}: ${name}`).toMatch(number);
          const times = answer.rows.map((row) => String(row['time']));
          expect(times, about).toEqual([...new Set(times)].toSorted());
        } else {
          for (const { name, type } of answer.columns) {
            const expected = ['Step', 'stage_id', 'Mature'].includes(name) ? text : number;
            expect(type, `${about}: ${name}`).toMatch(expected);
          }
        }
      }
    }
  });

  it('offers pipelines, teams, segments and steps', async () => {
    const board = await readBoard(file);
    const offered = new Map<string, unknown[][]>();
    for (const { name, query } of board.templating.list.filter(({ type }) => type === 'query')) {
      const { rows } = await askEngine(started.warehouse, expand(query, everything));
      offered.set(
        name,
        rows.map((row) => Object.values(row)),
      );
    }
    expect(offered.get('pipeline')).toEqual([[pipelineId, 'New business']]);
    expect(offered.get('team')).toEqual([['North'], ['South']]);
    expect(offered.get('segment')?.length).toBe(3);
    expect(offered.get('stage')?.map(([id]) => id)).toEqual(stages);
  });

  it('shows a tenant without events nothing, and no error', async () => {
    const board = await readBoard(file);
    for (const panel of panelsWithQueries(board)) {
      const answer = await askPanel(started.warehouse, panel, {
        ...everything,
        tenant: 'nobody',
        stage: 'lead',
      });
      expect(answer.rows, panel.title).toEqual([]);
    }
  });
});

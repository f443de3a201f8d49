/**
 * The committed Grafana boards: valid, and every query of every panel asked of the engine with its variables and macros
 * expanded as Grafana and the plugin do.
 */
import { indicatorCatalogue } from '@stepup/warehouse';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  alertRules,
  boards,
  generatedSettings,
  renderAlertRules,
  renderBoard,
} from '../../dashboards/src/index.ts';
import { askEngine } from '../support/boards/ask-engine.ts';
import {
  askPanel,
  expand,
  openedFor,
  organisation,
  storeOrganisation,
  type Variables,
} from '../support/boards/board-organisation.ts';
import { storeCoaching } from '../support/boards/board-coaching.ts';
import { allPanels, panelsWithQueries, readBoard } from '../support/boards/read-board.ts';
import { readComposeFile } from '@stepup/infra/compose';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

const generated = new URL('../../dashboards/generated/', import.meta.url);
const provisioning = new URL('../../infra/grafana/provisioning/', import.meta.url);
const { tenant } = generatedSettings;
const { pipelineId, stages } = organisation;
const everything = openedFor(tenant);
const teams = [['North'], ['South']];

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
  await storeOrganisation(started.warehouse, tenant);
  await storeCoaching(started.warehouse, tenant);
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
    for (const panel of allPanels(board)) {
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
    // A budget: what a board asks when it is opened.
    expect(allPanels(board).length, file).toBeLessThanOrEqual(10);
    for (const uid of uids) {
      const provisioned = await readFile(new URL(`datasources/${uid}.yaml`, provisioning), 'utf8');
      expect(provisioned).toContain(`uid: ${uid}\n`);
    }
    const [tenantVariable] = board.templating.list;
    expect(tenantVariable).toEqual({ name: 'tenant', type: 'constant', hide: 2, query: tenant });
  });

  it.each(boards.map(({ file }) => file))('%s asks only views of stepup_v1, for its tenant', async (file) => {
    const board = await readBoard(file);
    const queries = [
      ...panelsWithQueries(board).flatMap(({ targets }) => targets.map(({ rawSql }) => rawSql)),
      ...board.templating.list.filter(({ type }) => type === 'query').map(({ query }) => query),
      ...board.annotations.list.map(({ target }) => target.rawSql),
    ];
    expect(queries.length).toBeGreaterThan(2);
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

  it('come with alert rules that are what their source says, each with a page of the runbook', async () => {
    const rules = await readFile(new URL('alerting/stepup-rules.json', provisioning), 'utf8');
    expect(rules === renderAlertRules(), 'drifted: dashboards/scripts/generate.ts').toBe(true);
    const runbook = new URL('../../infra/runbook/', import.meta.url);
    const pages = alertRules.map(({ uid }) => `${uid}.md`);
    expect((await readdir(runbook)).toSorted()).toEqual(pages.toSorted());
    for (const page of pages) {
      const words = await readFile(new URL(page, runbook), 'utf8');
      expect(words, page).toMatch(/^# .+\n\n## What it means\n\n.{40,}\n\n## Look\n\n- [^]+\n## Do\n\n- /);
    }
  });

  it('come with contact points for every severity, filled from the environment of the Compose file', async () => {
    const contacts = await readFile(new URL('alerting/contact-points.yaml', provisioning), 'utf8');
    const { grafana } = readComposeFile().services;
    for (const severity of new Set(alertRules.map((rule) => rule.severity)))
      expect(contacts).toContain(`object_matchers: [[severity, '=', ${severity}]]`);
    // The kind is named by the environment too, and finds its address whichever it is.
    for (const [, kind] of contacts.matchAll(/type: \$STEPUP_ALERT_(\w+)_KIND/g))
      for (const setting of ['addresses', 'url'])
        expect(contacts).toContain(`${setting}: $STEPUP_ALERT_${kind}_TO`);
    expect(contacts.match(/ type: /g)).toHaveLength(2);
    for (const [, name = ''] of (contacts + renderAlertRules()).matchAll(/\$(STEPUP_\w+)/g))
      expect(grafana?.environment).toHaveProperty(name);
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

const number = /^(U?Int\d+|Float64|Bool|Nullable\((U?Int\d+|Float64)\))$/;
/** Columns of words; every other one is a number, a moment in milliseconds or a yes. */
const textColumns = new Set(
  'Step stage_id Mature Person Team Tier Review Basis Behaviour Check finding_id plan_id'.split(' '),
);
const text = /^(LowCardinality\(String\)|String|UUID)$/;

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
            const expected = textColumns.has(name) ? text : number;
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
    expect(offered.get('team') ?? teams).toEqual(teams);
    expect(offered.get('segment')?.length ?? 3).toBe(3);
    expect(offered.get('stage')?.map(([id]) => id) ?? stages).toEqual(stages);
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

describe('the alert rules that ask the warehouse', () => {
  it('give one number a tenant, and tell of nobody below five', async () => {
    for (const { uid, ask } of alertRules) {
      if (ask.kind !== 'clickhouse') continue;
      const { columns, rows } = await askEngine(started.warehouse, ask.sql);
      expect(
        columns.map(({ type }) => text.test(type)),
        uid,
      ).toEqual([...columns.slice(1).map(() => true), false]);
      expect(columns.at(-1)?.type, uid).toMatch(number);
      expect(
        rows.map((row) => row['tenant']),
        uid,
      ).toContain(tenant);
    }
    const ask = alertRules.find(({ uid }) => uid === 'stepup-reviews-overdue')?.ask;
    const sql = ask?.kind === 'clickhouse' ? ask.sql : '';
    const asked = async () => (await askEngine(started.warehouse, sql)).rows;
    expect(await asked()).toEqual([{ tenant, told_team: 'North', overdue: 6 }]);
    await storeCoaching(started.warehouse, 'few', 4);
    expect(await asked()).toContainEqual({ tenant: 'few', told_team: 'other teams', overdue: 0 });
  });
});

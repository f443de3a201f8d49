import type { PersonChanged, SalesEvent } from '@stepup/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../import/import-report.ts';
import { findRealData } from './config.ts';
import { importWhole, readMapping } from './import-whole.ts';
import { deriveSteps } from './step-oracle.ts';

const pipelinePath = findRealData('maven-crm/sales_pipeline.csv');

describe.skipIf(pipelinePath === undefined)('the Maven tables through their mapping', () => {
  let events: SalesEvent[] = [];
  let report: ImportReport;

  beforeAll(async () => {
    const mapping = await readMapping('maven-crm.yaml');
    ({ events, report } = await importWhole('csv', mapping, [pipelinePath ?? '']));
  });

  it('takes every row of both tables', () => {
    expect(report).toMatchObject({
      isComplete: true,
      rowsRead: 8835,
      rowsMapped: 8835,
      refused: [],
      skipped: [],
    });
  });

  it('gives the steps, closes and revenue of the tables', () => {
    const { steps, closes, wonRevenue } = deriveSteps(events);
    expect(Object.fromEntries(steps)).toEqual({
      Prospecting: { entered: 500, skipped: 0, advanced: 0, lost: 0, open: 500 },
      Engaging: { entered: 8300, skipped: 0, advanced: 4238, lost: 2473, open: 1589 },
    });
    expect(Object.fromEntries(closes)).toEqual({ won: 4238, lost: 2473, undefined: 2089 });
    expect(wonRevenue).toBe(10_005_534);
  });

  it('gives the wins and losses of single agents', () => {
    const deals = Map.groupBy(
      events.filter((event) => event.type === 'sales.deal.changed.v1'),
      (event) => event.data.deal_id,
    );
    const tallies = new Map<string, { won: number; closed: number; revenue: number }>();
    for (const changes of deals.values()) {
      const owner = changes[0]?.data.owner_id ?? 'unassigned';
      const tally = tallies.get(owner) ?? { won: 0, closed: 0, revenue: 0 };
      tallies.set(owner, tally);
      const last = changes.at(-1)?.data;
      if (last?.stage_id === 'Won' || last?.stage_id === 'Lost') tally.closed += 1;
      if (last?.stage_id !== 'Won') continue;
      tally.won += 1;
      tally.revenue += Number(last.amount);
    }
    expect(tallies.size).toBe(30);
    expect(tallies.get('Hayden Neloms')).toMatchObject({ won: 107, closed: 152 });
    expect(tallies.get('Lajuana Vencill')).toMatchObject({ won: 127, closed: 231 });
    expect(tallies.get('Darcel Schlecht')).toMatchObject({ won: 349, revenue: 1_153_214 });
  });

  it('makes persons of all 35 agents and their 6 managers, in one team', () => {
    const people = events.filter((event): event is PersonChanged => event.type === 'sales.person.changed.v1');
    const managers = people
      .filter((event) => event.data.role === 'manager')
      .map((event) => event.data.person_id);
    const reps = people.filter((event) => event.data.role === 'rep');
    expect([reps.length, new Set(managers).size]).toEqual([35, 6]);
    expect(reps.every((event) => managers.includes(event.data.manager_id ?? ''))).toBe(true);
    expect(new Set(people.map((event) => event.data.team))).toEqual(new Set(['sales']));
  });

  it('has one name a product, no currency, and lets no account tell the outcome', () => {
    const changes = events
      .filter((event) => event.type === 'sales.deal.changed.v1')
      .map((event) => event.data);
    const products = new Set(changes.flatMap((data) => data.product ?? []));
    expect([...products].sort()).toEqual([
      'GTK 500',
      'GTX Basic',
      'GTX Plus Basic',
      'GTX Plus Pro',
      'GTX Pro',
      'MG Advanced',
      'MG Special',
    ]);
    expect(changes.filter((data) => 'currency' in data || 'segment' in data || 'account_id' in data)).toEqual(
      [],
    );
  });
});

/** Which teams the views for BI name, so that no group under five can be told from the others. */
import { storeBatch, type Warehouse } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askEngine } from '../support/boards/ask-engine.ts';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

let started: StartedWarehouse;
let warehouse: Warehouse;
beforeAll(async () => {
  started = await startWarehouse();
  warehouse = started.warehouse;
});
afterAll(async () => {
  await started.stop();
});

describe('teams that boards may name', () => {
  function people(sizes: Record<string, number>): unknown[] {
    return Object.entries(sizes).flatMap(([team, size]) =>
      Array.from({ length: size }, (_, index) => ({
        specversion: '1.0',
        id: `${team}-${index}`,
        source: 'crm-1',
        type: 'sales.person.changed.v1',
        time: '2026-01-01T00:00:00Z',
        data: {
          person_id: `${team}-${index}`,
          name: 'Somebody',
          role: 'rep',
          active: true,
          ...(team === 'none' ? {} : { team }),
        },
      })),
    );
  }

  it.each([
    ['five are enough', { a: 5, b: 6 }, ['a', 'b']],
    ['four are not, and the smallest named team hides them', { a: 4, b: 5, c: 6 }, ['c']],
    ['small teams that are five together hide each other', { a: 2, b: 3, c: 5 }, ['c']],
    ['people without a team count among those left over', { none: 3, a: 5, b: 9 }, ['b']],
    ['a company of four has no named team', { a: 4 }, []],
  ])('%s', async (words, sizes, named) => {
    const company = words.replaceAll(/[^a-z]+/g, '-').slice(0, 40);
    await storeBatch(warehouse, acceptEvents(company, people(sizes)));
    const { rows } = await askEngine(
      warehouse,
      `SELECT team FROM stepup_v1.teams WHERE tenant = '${company}' ORDER BY team`,
    );
    expect(rows.map((row) => row['team'])).toEqual(named);
  });

  it('puts everybody else under withheld, so that totals stay whole', async () => {
    const company = 'withheld';
    const time = '2026-02-01T00:00:00Z';
    const change = (id: string, owner: string | null) => ({
      specversion: '1.0',
      id,
      source: 'crm-1',
      type: 'sales.deal.changed.v1',
      time,
      data: { deal_id: id, pipeline_id: 'p', stage_id: 'won', owner_id: owner },
    });
    const pipeline = {
      specversion: '1.0',
      id: 'p',
      source: 'crm-1',
      type: 'sales.pipeline.defined.v1',
      time,
      data: {
        pipeline_id: 'p',
        name: 'P',
        stages: [
          { stage_id: 'open', name: 'Open', position: 1 },
          { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
        ],
      },
    };
    const deals = [change('d1', 'a-0'), change('d2', 'b-0'), change('d3', 'stranger'), change('d4', null)];
    await storeBatch(warehouse, acceptEvents(company, [...people({ a: 3, b: 6, c: 7 }), pipeline, ...deals]));
    const { rows } = await askEngine(
      warehouse,
      `SELECT deal_id, team FROM stepup_v1.closes WHERE tenant = '${company}' ORDER BY deal_id`,
    );
    expect(rows.map((row) => row['team'])).toEqual(['withheld', 'withheld', 'withheld', 'unassigned']);
  });
});

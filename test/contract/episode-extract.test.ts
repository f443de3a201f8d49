import { diagnoseOneTeam, diagnoseTenant } from '@stepup/tenant-diagnosis';
import { extractEpisodes, readEpisodes, storeBatch } from '@stepup/warehouse';
import * as z from 'zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { startWarehouse } from '../support/engine/start-warehouse.ts';
import {
  simulateSmallOrganisation,
  smallOrganisationEndsAt as endsAt,
} from '../support/organisation/small-organisation.ts';

const tenant = 'laid-out';
const teams = ['team-1', 'team-2', 'team-3', 'team-4', 'team-5', 'team-6'];

let engine: Awaited<ReturnType<typeof startWarehouse>>;
beforeAll(async () => {
  engine = await startWarehouse();
  const teamSizes = teams.map(() => 8);
  const events = acceptEvents(tenant, simulateSmallOrganisation({ seed: 11, teamSizes, gap: null }));
  await storeBatch(engine.warehouse, events);
});
afterAll(() => engine.stop());

const rowsLeft = {
  name: 'rows_left',
  sql: `SELECT count() AS rows FROM episode_extracts WHERE tenant = {tenant:String}`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ rows: z.number() }),
};

it('an extract answers for a team and for people what the steps themselves answer', async () => {
  const horizonDays = new Map([
    ['offer', 30],
    ['meeting', 30],
  ]);
  const scope = { tenant, pipelineId: 'sales', asOf: endsAt, maxAgeDays: 365, currency: null, horizonDays };
  const { warehouse } = engine;
  const extract = await extractEpisodes(warehouse, scope);
  const questions = [
    ...teams.map((team) => ({ kind: 'team', team: { kind: 'team', team } }) as const),
    { kind: 'people', personIds: ['team-1-rep-1', 'team-4-rep-2', 'nobody'] } as const,
    { kind: 'team', team: { kind: 'everyone_without_team' } } as const,
  ];
  let episodes = 0;
  for (const of of questions) {
    const [laidOut, direct] = [await extract.read(of), await readEpisodes(warehouse, { ...scope, of })];
    const sorted = (found: typeof direct) =>
      [...found].map(([stage, rows]) => [stage, rows.map((row) => JSON.stringify(row)).toSorted()]);
    expect(sorted(laidOut)).toEqual(sorted(direct));
    episodes += [...direct.values()].flat().length;
  }
  expect(episodes).toBeGreaterThan(1000);
  await extract.drop();
  expect(await warehouse.read(rowsLeft, { tenant })).toEqual([{ rows: 0 }]);
});

it('a look over many teams gives each what it gets alone, and leaves nothing behind', async () => {
  const { warehouse } = engine;
  const scope = { tenant, asOf: endsAt, windowDays: null };
  let looked = 0;
  for await (const { team, diagnosis } of diagnoseTenant(warehouse, scope)) {
    const alone = await diagnoseOneTeam(warehouse, scope, ({ key }) => key === team.key);
    expect(diagnosis.cells).toEqual(alone?.diagnosis.cells);
    looked += 1;
  }
  expect(looked).toBe(teams.length);
  expect(await warehouse.read(rowsLeft, { tenant })).toEqual([{ rows: 0 }]);
  // Whoever stops in the middle leaves nothing either.
  for await (const _ of diagnoseTenant(warehouse, scope)) break;
  expect(await warehouse.read(rowsLeft, { tenant })).toEqual([{ rows: 0 }]);
});

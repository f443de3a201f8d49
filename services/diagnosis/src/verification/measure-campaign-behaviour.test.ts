import { type IndicatorId, recordSchemas } from '@stepup/contracts';
import { openWarehouse, type TenantProfile, type Warehouse } from '@stepup/warehouse';
import { expect, it } from 'vitest';
import { measureCampaignBehaviour } from './measure-campaign-behaviour.ts';

const startedAt = '2026-03-01T23:00:00.000000Z';
const profile: TenantProfile = {
  timeZone: 'Europe/Vienna',
  configuredCurrency: null,
  fiscalYearStartMonth: 1,
  newestEventTime: null,
  pipelines: [],
};

/** Answers each question about a period with the next of these counts out of a hundred. */
function warehouseOf(counts: readonly number[]): Warehouse {
  const left = [...counts];
  return {
    ...openWarehouse({ url: 'http://127.0.0.1:1', username: '', password: '', database: '' }),
    read: async ({ row }) => {
      const met = left.shift() ?? 0;
      return [row.parse({ key: '', n: 100, met, activities: met })];
    },
  };
}

async function judge(indicator: IndicatorId, counted: { before: number; now: number }, value: number) {
  const content = recordSchemas.campaign.content.parse({
    state: 'running',
    title: 'Leads',
    skill_id: 'discovery',
    pipeline_id: 'p',
    stage_id: 's',
    people: ['ann', 'bea'].map((person_id) => ({ person_id, arm: 'together', starts_on: '2026-03-02' })),
    people_count: 2,
    starts_on: '2026-03-02',
    later_on: '2026-06-01',
    behaviour_target: { behaviour: 'calls back', indicator, value, by: '2026-04-13' },
    wait_list: { possible: false, now: 2, later: 0, reason_if_not: 'fewer_than_six' },
    draw: null,
    started: { at: startedAt, by: 'mia' },
    ended: null,
  });
  const said = await measureCampaignBehaviour(warehouseOf([counted.before, counted.now]), {
    tenant: 't',
    content,
    startedAt,
    asOf: '2026-05-01T00:00:00.000000Z',
    profile,
    currency: null,
  });
  return said?.verdict;
}

it.each<[string, IndicatorId, { before: number; now: number }, number, string]>([
  ['a share that shall rise did', 'connect_rate', { before: 20, now: 41 }, 0.4, 'changed'],
  ['it did not', 'connect_rate', { before: 20, now: 39 }, 0.4, 'not_yet'],
  ['it was above the aim before and fell below it', 'connect_rate', { before: 60, now: 30 }, 0.4, 'not_yet'],
  ['it was above the aim before and stayed', 'connect_rate', { before: 60, now: 50 }, 0.4, 'changed'],
  ['a share that shall fall did', 'no_show_rate', { before: 30, now: 9 }, 0.1, 'changed'],
  ['it was below the aim before and rose above it', 'no_show_rate', { before: 5, now: 30 }, 0.1, 'not_yet'],
  ['of a count good either way more was wanted', 'activities', { before: 50, now: 80 }, 80, 'changed'],
  ['of a count good either way less was wanted', 'activities', { before: 50, now: 45 }, 40, 'not_yet'],
])('reads an aim by what is good of its indicator: %s', async (_case, indicator, counted, aim, verdict) => {
  expect(await judge(indicator, counted, aim)).toBe(verdict);
});

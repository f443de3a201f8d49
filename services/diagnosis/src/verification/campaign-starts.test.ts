import { endOfLocalDay, localDayOf, recordSchemas } from '@stepup/contracts';
import type { StoredRecord } from '@stepup/store';
import { expect, it } from 'vitest';
import { listCampaignStarts, readStartedCampaigns } from './campaign-starts.ts';

const content = recordSchemas.campaign.content.parse({
  state: 'running',
  title: 'Offers',
  skill_id: 'discovery',
  pipeline_id: 'p',
  stage_id: 's',
  people: [
    { person_id: 'ann', arm: 'now', starts_on: '2026-03-02' },
    { person_id: 'bea', arm: 'later', starts_on: '2026-06-01' },
  ],
  people_count: 2,
  starts_on: '2026-03-02',
  later_on: '2026-06-01',
  behaviour_target: null,
  wait_list: { possible: true, now: 1, later: 1 },
  draw: null,
  started: { at: '2026-03-01T09:00:00.000000Z', by: 'mia' },
  ended: null,
});
const stored = (id: string, changed: object): StoredRecord => ({
  id,
  name: 'campaign',
  openedBy: 'mia',
  dueOn: null,
  happensAt: null,
  activityId: null,
  updatedAt: '2026-03-01T09:00:00.000000Z',
  learnerId: 'mia',
  coachId: null,
  planId: null,
  version: 1,
  openedAt: '2026-03-01T09:00:00.000000Z',
  content: { ...content, ...changed },
});

it('starts campaigns when their days begin where the tenant is, before and after the clocks change', () => {
  const [one] = readStartedCampaigns([stored('1', {})], 'America/New_York');
  expect(one).toMatchObject({
    startedAt: '2026-03-02T05:00:00.000000Z',
    laterAt: '2026-06-01T04:00:00.000000Z',
  });
  expect([...(one?.startOf ?? [])]).toEqual([
    ['ann', '2026-03-02T05:00:00.000000Z'],
    ['bea', '2026-06-01T04:00:00.000000Z'],
  ]);
  expect(localDayOf('2026-03-02T04:59:59.000000Z', 'America/New_York')).toBe('2026-03-01');
  // A day on which clocks are put forward has 23 hours.
  expect(endOfLocalDay('2026-03-08', 'America/New_York')).toBe('2026-03-09T04:00:00.000000Z');
});

it('starts people with the first campaign on their step, and none that never started', () => {
  const earlier = { ...content, people: [{ person_id: 'bea', arm: 'together', starts_on: '2026-02-01' }] };
  const campaigns = readStartedCampaigns(
    [
      stored('1', {}),
      stored('2', earlier),
      stored('3', { ...earlier, stage_id: 'other' }),
      stored('4', { ...earlier, state: 'ended', started: null }),
    ],
    'UTC',
  );
  expect(campaigns.map(({ id }) => id)).toEqual(['1', '2', '3']);
  expect(listCampaignStarts(campaigns, { pipelineId: 'p', stageId: 's' })).toEqual(
    new Map([
      ['ann', '2026-03-02T00:00:00.000000Z'],
      ['bea', '2026-02-01T00:00:00.000000Z'],
    ]),
  );
});

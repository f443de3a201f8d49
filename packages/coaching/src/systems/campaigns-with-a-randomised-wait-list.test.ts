import { describe, expect, it } from 'vitest';
import type { CampaignMove, CampaignOpening } from '@stepup/contracts';
import { drawWaitList } from '../campaigns/draw-wait-list.ts';
import { campaignKind } from '../records/campaign.ts';
import { act, on, open, refusal } from './coached-pair.test-support.ts';

const people = ['ann', 'bea', 'cem', 'dan', 'eva', 'fay'];
const opening: CampaignOpening = {
  title: 'first meetings',
  skill_id: 'discovery',
  pipeline_id: 'sales',
  stage_id: 'meeting',
  people,
  starts_on: '2026-11-09',
};
const target = { behaviour: 'asks why', indicator: 'activities' as const, value: 4, by: '2026-12-11' };
const lot = { facts: { drawSeed: 7, teams: { ann: 'north', bea: 'north', cem: 'north', dan: 'north' } } };

describe('a campaign', () => {
  it('offers a wait-list from six people on, with the day on which those who wait would start', () => {
    expect(open(campaignKind, opening).content).toMatchObject({
      wait_list: { possible: true, now: 3, later: 3 },
      later_on: '2027-02-19',
    });
    const five = open(campaignKind, { ...opening, people: people.slice(0, 5) });
    expect(five.content.wait_list).toEqual({
      possible: false,
      now: 5,
      later: 0,
      reason_if_not: 'fewer_than_six',
    });
    expect(refusal(campaignKind, five, { kind: 'draw' }, lot)).toEqual(['too_few_to_draw']);
  });

  it('draws once: whoever asks again gets the same lot, and anybody can draw it again from its seed', () => {
    const drawn = act(campaignKind, open(campaignKind, opening), { kind: 'draw' }, lot);
    const again = act(
      campaignKind,
      drawn,
      { kind: 'draw' },
      { side: 'coach', facts: { drawSeed: 8, teams: {} } },
    );
    expect(again.content).toEqual(drawn.content);
    expect(again.version).toBe(3);
    const { draw, people: drawnPeople } = drawn.content;
    expect(draw?.blocks).toEqual([{ listed: people, now: 3 }]);
    const now = drawnPeople.filter(({ arm }) => arm === 'now').map(({ person_id }) => person_id);
    expect([...drawWaitList(draw?.seed ?? 0, draw?.blocks ?? [])].toSorted()).toEqual(now);
    expect(drawnPeople.filter(({ starts_on }) => starts_on === '2027-02-19')).toHaveLength(3);
  });

  it('fixes people, days and target at the start', () => {
    const planned = act(campaignKind, open(campaignKind, opening), {
      kind: 'set_target',
      behaviour_target: target,
    });
    for (const start of ['draw', 'start_together'] as const) {
      const running = act(campaignKind, planned, { kind: start }, lot);
      const changes: readonly CampaignMove[] = [
        { kind: 'set_target', behaviour_target: { ...target, value: 1 } },
        { kind: 'set_people', people: ['ann', 'bea'] },
        { kind: 'set_days', starts_on: '2026-11-23' },
      ];
      for (const move of changes) {
        expect(refusal(campaignKind, running, move)).toEqual(['campaign_fixed']);
      }
    }
  });

  it('lets everybody start at once, and then has nobody to draw', () => {
    const together = act(campaignKind, open(campaignKind, opening), { kind: 'start_together' });
    expect(together.content.people.map(({ arm }) => arm)).toEqual(people.map(() => 'together'));
    expect(refusal(campaignKind, together, { kind: 'draw' }, lot)).toEqual(['started_together']);
  });

  it('keeps the wait long enough for deals to run their time, and draws before anybody has started', () => {
    const planned = open(campaignKind, opening, { facts: { horizonDays: 35 } });
    const early = { kind: 'set_days', starts_on: '2026-11-09', later_on: '2026-12-01' } as const;
    expect(refusal(campaignKind, planned, early, { facts: { horizonDays: 35 } })).toEqual(['wait_too_short']);
    expect(refusal(campaignKind, planned, { kind: 'draw' }, { ...lot, when: on(10) })).toEqual([
      'start_has_passed',
    ]);
    expect(refusal(campaignKind, planned, { kind: 'start_together' }, { when: on(10) })).toEqual([
      'start_has_passed',
    ]);
    const moved = act(campaignKind, planned, { kind: 'set_days', starts_on: '2026-11-16' }, { when: on(10) });
    expect(act(campaignKind, moved, { kind: 'draw' }, { ...lot, when: on(10) }).content.state).toBe(
      'running',
    );
  });

  it('starts with nobody who has left or is led by somebody else by then; a lot that has fallen stays', () => {
    const planned = open(campaignKind, opening);
    const moved = { facts: { ...lot.facts, outsiders: ['cem'] } };
    for (const kind of ['draw', 'start_together'] as const) {
      expect(refusal(campaignKind, planned, { kind }, moved)).toEqual(['no_longer_led']);
    }
    const without = act(campaignKind, planned, {
      kind: 'set_people',
      people: people.filter((id) => id !== 'cem'),
    });
    expect(act(campaignKind, without, { kind: 'start_together' }).content.people_count).toBe(5);
    const drawn = act(campaignKind, planned, { kind: 'draw' }, lot);
    expect(act(campaignKind, drawn, { kind: 'draw' }, moved).content).toEqual(drawn.content);
  });

  it('keeps the target after the start when the start moves', () => {
    const aimed = act(campaignKind, open(campaignKind, opening), {
      kind: 'set_target',
      behaviour_target: target,
    });
    expect(refusal(campaignKind, aimed, { kind: 'set_days', starts_on: '2026-12-14' })).toEqual([
      'target_date_out_of_range',
    ]);
  });

  it('takes nobody twice and nobody whom its opener does not lead', () => {
    expect(() =>
      open(campaignKind, { ...opening, people: ['ann', 'ann'] }, { facts: { outsiders: ['ann'] } }),
    ).toThrow(/participant_twice.*not_led/);
  });
});

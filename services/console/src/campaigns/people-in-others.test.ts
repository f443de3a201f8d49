import { expect, it } from 'vitest';
import { sayPeopleInOthers } from './people-in-others.ts';

type Campaign = Parameters<typeof sayPeopleInOthers>[0];

const campaign = (id: string, people: readonly string[], changed: Partial<Campaign> = {}): Campaign => ({
  id,
  title: `The ${id}`,
  state: 'running',
  pipeline_id: 'p',
  stage_id: 's',
  later_on: '2027-02-05',
  draw: { method: 'm', seed: 1, blocks: [], by: 'mia', at: '2026-11-01T00:00:00.000000Z' },
  people: people.map((person_id) => ({ person_id, arm: null, starts_on: null })),
  ...changed,
});

it('names the campaigns on the same step that are under way, with how many take part in both', () => {
  const planned = campaign('new one', ['ann', 'bea', 'cem'], { state: 'planned', draw: null });
  const others = [
    planned,
    campaign('drawn', ['ann', 'bea', 'dan']),
    campaign('whole', ['cem'], { draw: null }),
    campaign('ended', ['ann'], { state: 'ended' }),
    campaign('elsewhere', ['ann'], { stage_id: 'other' }),
    campaign('of others', ['eva']),
  ];
  expect(sayPeopleInOthers(planned, others)).toEqual([
    '2 of these 3 are in “The drawn” on this step until 5 Feb 2027. Which of the two does what could not be told.',
    '1 of these 3 is in “The whole” on this step. Which of the two does what could not be told.',
  ]);
});

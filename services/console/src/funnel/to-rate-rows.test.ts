import type { Diagnosis, FunnelAnswer, FunnelStep } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { createNames } from '../names/names.ts';
import { rowsOfPerson, rowsOfStep } from './to-rate-rows.ts';

function step(changes: Partial<FunnelStep>): FunnelStep {
  return {
    stage_id: 'offer',
    next_stage_id: null,
    entered: 40,
    advanced: 14,
    lost: 20,
    open: 6,
    skipped: 0,
    mature: { entered: 30, advanced: 12 },
    rate: 0.38,
    interval: [0.25, 0.52],
    horizon_days: 42,
    horizon_source: 'stage',
    ...changes,
  };
}

const answer: FunnelAnswer = {
  rows: [
    { key: 'r1', steps: [step({ stage_id: 'lead', next_stage_id: 'offer' }), step({})] },
    { key: 'r2', steps: [step({ open: 0, entered: 34 })] },
    { key: 'r3', steps: [step({})] },
    { key: 'r4', steps: [step({ entered: 0, advanced: 0, lost: 0, open: 0, rate: null, interval: null })] },
  ],
  next_cursor: null,
  pipeline_id: 'p',
  definition: '',
  basis: '',
  from: '2026-01-01T00:00:00.000000Z',
  to: '2026-07-01T00:00:00.000000Z',
  as_of: '2026-07-01T00:00:00.000000Z',
  freshness: { state: 'current', complete_until: null, newest_event_time: null },
  interval_level: 0.9,
};

const finding: Diagnosis = {
  id: 'd1',
  rep_id: 'r3',
  pipeline_id: 'p',
  stage_id: 'offer',
  tier: 'strong',
  since: '2026-06-01T00:00:00.000000Z',
  rate: 0.3,
  interval: [0.2, 0.4],
  typical: 0.5,
  p_gap: 0.95,
  n: 40,
  detectable_gap: 0.3,
  lever: null,
  hypotheses: [],
  review_state: 'open',
  dispute: null,
  evidence: {
    look_as_of: '2026-06-30T00:00:00.000000Z',
    window_days: 180,
    horizon_days: 42,
    horizon_source: 'stage',
    mature: { entered: 40, advanced: 12 },
    raw_rate: 0.3,
    lfsr: 0.01,
    looks: 3,
    notes: [],
  },
};

const names = createNames(
  [
    { person_id: 'r1', name: 'Zoe', role: 'rep', active: true, team: null, manager_id: null },
    { person_id: 'r2', name: 'Ada', role: 'rep', active: true, team: null, manager_id: null },
    { person_id: 'r3', name: 'Mia', role: 'rep', active: true, team: null, manager_id: null },
  ],
  [],
  null,
);

describe('rows of the funnel’s chart', () => {
  it('put flagged gaps first and the others by name; who had no deal is left out', () => {
    const rows = rowsOfStep(answer, 'offer', names, { cells: [], findings: [finding] });
    expect(rows.map(({ label, isFlagged, typical }) => [label, isFlagged, typical])).toEqual([
      ['Mia', true, 0.5],
      ['Ada', false, null],
      ['Zoe', false, null],
    ]);
  });

  it('give a person’s steps in the order of the process', () => {
    const rows = rowsOfPerson(answer, 'r1', names, { cells: [], findings: [] });
    expect(rows.map(({ id, label }) => [id, label])).toEqual([
      ['lead', 'Lead → Offer'],
      ['offer', 'Offer → Won'],
    ]);
  });

  it('take the typical colleague of this pipeline only', () => {
    const elsewhere = { ...finding, pipeline_id: 'q' };
    const rows = rowsOfStep(answer, 'offer', names, { cells: [], findings: [elsewhere] });
    expect(rows.every(({ typical, isFlagged }) => typical === null && !isFlagged)).toBe(true);
  });
});

import type { Diagnosis, DiagnosisCell } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import type { Truth } from '../api/truth-answer.ts';
import { compareWithTruth, tallyComparison } from './compare-with-truth.ts';

function truthCell(repId: string, changes: Partial<Truth['cells'][number]> = {}): Truth['cells'][number] {
  return {
    rep_id: repId,
    stage_id: 'offer',
    rate: 0.5,
    typical: 0.5,
    is_gap: false,
    planted_gap_logit: null,
    coached: null,
    ...changes,
  };
}

function cell(repId: string, changes: Partial<DiagnosisCell> = {}): DiagnosisCell {
  return {
    rep_id: repId,
    pipeline_id: 'p',
    stage_id: 'offer',
    state: 'ok',
    n: 40,
    mature: { entered: 40, advanced: 20 },
    raw_rate: 0.5,
    rate: 0.5,
    interval: [0.4, 0.6],
    typical: 0.5,
    p_gap: 0.1,
    lfsr: 0.5,
    tier: 'none',
    detectable_gap: 0.4,
    gain: null,
    lack: null,
    horizon_days: 42,
    horizon_source: 'stage',
    window_days: 180,
    notes: [],
    ...changes,
  };
}

const gap = { is_gap: true, rate: 0.3, planted_gap_logit: -0.8 };
const truth: Truth = {
  generator: { version: 1, seed: 1, starts_at: '', ends_at: '' },
  pipeline: { pipeline_id: 'p', steps: [] },
  people: [],
  cells: [
    truthCell('found', gap),
    truthCell('missed', gap),
    truthCell('natural', { is_gap: true, rate: 0.42 }),
    truthCell('typical'),
    truthCell('coached', { rate: 0.3, coached: { from: '', effect_logit: 0.6, rate: 0.45 } }),
    truthCell('unseen'),
  ],
  gaps: ['found', 'missed'].map((repId) => ({
    rep_id: repId,
    stage_id: 'offer',
    skill: '',
    cause: '',
    shows_in: '',
  })),
  coaching: [],
};

describe('the diagnosis beside the truth', () => {
  it('counts what was found, what was missed and what was wrong', () => {
    const cells = [
      cell('found', { tier: 'strong', interval: [0.2, 0.4] }),
      cell('missed', { interval: [0.4, 0.6] }),
      cell('natural', { tier: 'probable', interval: [0.3, 0.45] }),
      cell('typical', { tier: 'probable', interval: [0.3, 0.45] }),
      cell('coached', { interval: [0.4, 0.5] }),
      cell('unseen', { state: 'not_enough_data', rate: null, interval: null }),
    ];
    const compared = compareWithTruth(truth, cells, []);
    expect(compared.map(({ truth: { rep_id }, verdict }) => [rep_id, verdict])).toEqual([
      ['found', 'found'],
      ['missed', 'missed'],
      ['natural', 'found'],
      ['typical', 'false_alarm'],
      ['coached', 'neither'],
      ['unseen', 'neither'],
    ]);
    expect(tallyComparison(compared)).toEqual({
      byVerdict: { found: 2, missed: 1, false_alarm: 1, neither: 2 },
      listed: 0,
      listedAndReal: 0,
      ranges: 5,
      rangesThatHold: 3,
    });
  });

  it('counts a gap on the list as found although the latest look alone would not say so', () => {
    const compared = compareWithTruth(truth, [cell('missed')], [finding('missed'), finding('typical')]);
    expect(compared.map(({ verdict }) => verdict)).toEqual([
      'missed',
      'found',
      'missed',
      'false_alarm',
      'neither',
      'neither',
    ]);
    expect(tallyComparison(compared)).toMatchObject({ listed: 2, listedAndReal: 1 });
  });

  it('is all missed without a diagnosis', () => {
    expect(tallyComparison(compareWithTruth(truth, [], []))).toMatchObject({
      byVerdict: { found: 0, missed: 3, false_alarm: 0 },
      ranges: 0,
    });
  });
});

function finding(repId: string): Diagnosis {
  return {
    id: repId,
    rep_id: repId,
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
}

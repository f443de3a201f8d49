import type { DiagnosisCell } from '@stepup/contracts';
import { expect, it } from 'vitest';
import { cellSentence } from './cell-sentence.ts';

const cell: DiagnosisCell = {
  rep_id: 'r',
  pipeline_id: 'p',
  stage_id: 's',
  state: 'not_enough_data',
  n: 7.4,
  mature: { entered: 7, advanced: 2 },
  raw_rate: null,
  rate: null,
  interval: null,
  typical: null,
  p_gap: null,
  lfsr: null,
  tier: 'none',
  detectable_gap: null,
  gain: null,
  lack: { have: 7.4, need: 10, expected_on: '2026-03-12' },
  horizon_days: 30,
  horizon_source: 'stage',
  window_days: 180,
  notes: [],
};

it.each<[string, Partial<DiagnosisCell>]>([
  ['Too few decided deals (7 of 10). Expected on 12 Mar 2026.', {}],
  [
    'Nearly every deal moves on here, so there is nothing to compare.',
    { typical: 0.9998, lack: { have: 20, need: 18_399, expected_on: null } },
  ],
  [
    'Hardly any deal moves on here, so there is nothing to compare.',
    { typical: 0.0004, lack: { have: 20, need: 10_000, expected_on: null } },
  ],
  ['Too few decided deals (7 of 10).', { lack: { have: 7.4, need: 10, expected_on: null } }],
  ['No deal is decided yet. Expected on 12 Mar 2026.', { n: 0 }],
  ['The team is too small to compare.', { state: 'team_too_small', lack: null }],
])('says “%s”', (sentence, changed) => {
  expect(cellSentence({ ...cell, ...changed }, { ownPage: false })).toBe(sentence);
});

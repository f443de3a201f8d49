import type { DiagnosisCell } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { cellSentence } from './cell-sentence.ts';
import {
  countSentence,
  detectableSentence,
  type FindingNumbers,
  surenessSentence,
} from './finding-sentences.ts';

const ana = { name: 'Ana Example', isSelf: false };
const numbers: FindingNumbers = {
  tier: 'strong',
  mature: { entered: 40, advanced: 10 },
  rate: 0.28,
  typical: 0.4,
  probabilityOfGap: 0.93,
};

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

describe('a finding in words', () => {
  it('names counts first', () => {
    expect(countSentence(ana, numbers)).toBe(
      'Ana moves 10 of 40 deals on; a typical colleague with the same leads 16.',
    );
  });

  it('speaks to the reader about themself', () => {
    expect(countSentence({ name: 'Ana Example', isSelf: true }, numbers)).toMatch(/^You move 10 of 40/);
  });

  it('keeps ids whole', () => {
    expect(countSentence({ name: 'rep 07', isSelf: false }, numbers)).toMatch(/^rep 07 moves/);
  });

  it('falls back to shares where no deal is old enough to count', () => {
    const young = { ...numbers, mature: { entered: 0, advanced: 0 } };
    expect(plain(countSentence(ana, young))).toBe(
      'Ana moves about 28 % of these deals on; a typical colleague with the same leads 40 %.',
    );
  });

  it.each([
    ['strong', /93 % sure the gap is real and worth coaching \(at least 10 % short\)/],
    ['probable', /^Probably a gap \(about 3 in 4 such hints are right\)/],
    ['watch', /^Nothing to act on\.$/],
    ['none', /^Nothing to act on\.$/],
  ] as const)('says what %s means', (tier, words) => {
    expect(plain(surenessSentence({ ...numbers, tier }))).toMatch(words);
  });

  it('says when a listed gap has become less sure', () => {
    expect(plain(surenessSentence({ ...numbers, probabilityOfGap: 0.55 }))).toMatch(
      /^It may be closing: the latest look is only 55 % sure/,
    );
    expect(surenessSentence({ ...numbers, tier: 'probable', probabilityOfGap: 0.62 })).toMatch(/^Probably/);
  });

  it('says what could have been seen', () => {
    expect(plain(detectableSentence({ detectable_gap: 0.4, typical: 0.5 }))).toBe(
      'With these deals we would only notice a shortfall of about 40 % or more (a rate of 30 % or less).',
    );
    expect(plain(detectableSentence({ detectable_gap: 0.4, typical: null }))).toMatch(/40 % or more\.$/);
    expect(detectableSentence({ detectable_gap: 0.98, typical: 0.5 })).toMatch(/almost nothing/);
    expect(detectableSentence({ detectable_gap: null, typical: 0.5 })).toMatch(/could not have noticed one/);
  });
});

const cell: DiagnosisCell = {
  rep_id: 'a',
  pipeline_id: 'p',
  stage_id: 's',
  state: 'ok',
  n: 40,
  mature: { entered: 40, advanced: 16 },
  raw_rate: 0.4,
  rate: 0.4,
  interval: [0.3, 0.5],
  typical: 0.4,
  p_gap: 0.2,
  lfsr: 0.5,
  tier: 'none',
  detectable_gap: 0.4,
  gain: null,
  lack: null,
  horizon_days: 42,
  horizon_source: 'stage',
  window_days: 180,
  notes: [],
};

describe('a cell without a finding in words', () => {
  it.each([
    [
      {},
      /^No sign of a gap\. With these deals we would only notice .* 40 % or more \(a rate of 24 % or less\)\.$/,
    ],
    [{ state: 'not_enough_data', n: 0 }, /^No deal is decided yet\.$/],
    [{ state: 'not_enough_data', n: 14 }, /^Too few decided deals \(14\)\.$/],
    [{ state: 'team_too_small' }, /too small to compare/],
    [{ tier: 'probable' }, /^This look points to a gap/],
    [{ tier: 'watch' }, /^No sign of a gap/],
  ] satisfies [Partial<DiagnosisCell>, RegExp][])('%j', (changes, words) => {
    expect(plain(cellSentence({ ...cell, ...changes }, { ownPage: false }))).toMatch(words);
  });

  it('tells only the rep that a cell is watched', () => {
    expect(cellSentence({ ...cell, tier: 'watch' }, { ownPage: true })).toMatch(/^Worth keeping an eye on/);
  });
});

import { expect, it } from 'vitest';
import { calibrationSentence } from './calibration-sentence.ts';

it('tells no score below twenty predictions', () => {
  expect(calibrationSentence({ kind: 'too_few', have: 19, need: 20 })).toContain('1 more prediction ');
  expect(calibrationSentence({ kind: 'too_few', have: 3, need: 20 })).not.toContain('Brier');
});

it('tells the score with what it is of', () => {
  expect(calibrationSentence({ kind: 'calibrated', brier: 0.186, n: 24 })).toContain(
    'over 24 predictions your Brier score is 0.19',
  );
});

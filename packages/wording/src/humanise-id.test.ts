import { describe, expect, it } from 'vitest';
import { humaniseId } from './humanise-id.ts';

describe('humaniseId', () => {
  it.each([
    ['qualified_case', 'Qualified case'],
    ['Engaging', 'Engaging'],
    ['speed_to_lead', 'Speed to lead'],
    ['rep-07', 'rep-07'],
    ['__', '__'],
    ['', ''],
  ])('%j → %j', (id, words) => {
    expect(humaniseId(id)).toBe(words);
  });
});

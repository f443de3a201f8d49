import { expect, it } from 'vitest';
import { missingAnswers, readDraft, toAnswers } from './draft-answers.ts';

const criterion = (id: string) => ({ id, ask: `${id}?`, hint: null, evidence: [] });
const asked = { criteria: [criterion('one'), criterion('two')], comment_for: ['no' as const] };

it('counts what is open: no answer, or one whose sentence is missing', () => {
  expect(missingAnswers(asked, {})).toBe(2);
  expect(
    missingAnswers(asked, { one: { rating: 'yes', comment: '' }, two: { rating: 'no', comment: ' ' } }),
  ).toBe(1);
  expect(
    missingAnswers(asked, { one: { rating: 'yes', comment: '' }, two: { rating: 'no', comment: 'Why' } }),
  ).toBe(0);
});

it('sends a comment only where one is asked for, and nothing that is not asked', () => {
  const draft = {
    one: { rating: 'yes' as const, comment: 'written before it was a yes' },
    two: { rating: 'no' as const, comment: ' Why ' },
    three: { rating: 'no' as const, comment: 'of other rules' },
  };
  expect(toAnswers(asked, draft)).toEqual([
    { criterion: 'one', rating: 'yes' },
    { criterion: 'two', rating: 'no', comment: 'Why' },
  ]);
});

it.each(['', '{', '{"one":{"rating":"maybe"}}', '[]'])(
  'starts anew from a draft that it cannot read: %s',
  (text) => {
    expect(readDraft(text)).toEqual({});
  },
);

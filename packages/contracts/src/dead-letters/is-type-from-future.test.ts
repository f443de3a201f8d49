import { describe, expect, it } from 'vitest';
import { salesEventTypes } from '../events/sales-event.ts';
import { isTypeFromFuture } from './is-type-from-future.ts';

describe('isTypeFromFuture', () => {
  it.each([
    ['a later version of a known type', 'sales.deal.changed.v2'],
    ['a type that is not known yet', 'sales.contract.signed.v1'],
    ['a version of two digits', 'sales.deal.changed.v12'],
  ])('keeps %s', (_, type) => {
    expect(isTypeFromFuture(type)).toBe(true);
  });

  it.each([
    ['no version', 'sales.deal.changed'],
    ['version 0', 'sales.deal.changed.v0'],
    ['another family', 'marketing.mail.sent.v1'],
    ['types of the product', 'coaching.plan.changed.v2'],
    ['what is no name', 'sales.<b>.v1'],
    ['an endless name', `sales.${'a'.repeat(41)}.v1`],
    ['nothing', ''],
  ])('does not keep %s', (_, type) => {
    expect(isTypeFromFuture(type)).toBe(false);
  });

  it('understands every type of this release', () => {
    expect(salesEventTypes.filter(isTypeFromFuture)).toEqual([]);
  });
});

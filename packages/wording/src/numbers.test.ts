import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDeals,
  formatEstimatedMoney,
  formatMoney,
  formatPercent,
  formatRange,
  formatShare,
  formatSureness,
} from './numbers.ts';

describe('numbers in words', () => {
  it.each([
    [formatPercent(0.345), '35\u00a0%'],
    [formatPercent(0), '0\u00a0%'],
    [formatRange([0.244, 0.466]), '24 to 47\u00a0%'],
    [formatCount(1204), '1,204'],
    [formatShare(14, 40), '14 of 40'],
    [formatShare(0, 1300), '0 of 1,300'],
    [formatDeals(1), '1 deal'],
    [formatDeals(0), '0 deals'],
    [formatDeals(39.6), '40 deals'],
    [formatSureness(0.934), '93\u00a0%'],
    [formatSureness(0.9999), '99\u00a0%'],
    [formatSureness(0), '1\u00a0%'],
    [formatMoney('10005534.00', 'EUR'), '10,005,534\u00a0EUR'],
    [formatEstimatedMoney('86653.20', 'EUR'), '87,000\u00a0EUR'],
    [formatEstimatedMoney('-1892032', null), '−1,900,000'],
    [formatEstimatedMoney('4.7', 'EUR'), '5\u00a0EUR'],
    [formatEstimatedMoney('-0.2', null), '0'],
    [formatEstimatedMoney('0', null), '0'],
    [formatMoney('12.50', null), '13'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

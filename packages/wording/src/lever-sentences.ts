import type { Gain } from '@stepup/contracts';
import { formatEstimatedMoney, formatSureness } from './numbers.ts';

/** A step seen as a lever, with its name like `Qualified → Proposal`. */
export interface NamedLever {
  readonly step: string;
  readonly gain: Gain;
  readonly probabilityBest: number;
}

const monthsAYear = 12;

/**
 * What a better rate is worth: `About +18,000 EUR a year (likely 6,000 to 34,000), +5,000 EUR of it this quarter.`; in won deals
 * where no won deal names a value. A loss is told as one.
 */
export function gainSentence(gain: Gain): string {
  if (gain.value !== null && gain.interval !== null) {
    const yearly = (amount: string): string => String(Number(amount) * monthsAYear);
    const [low, high] = gain.interval;
    const quarter =
      gain.quarter.value === null
        ? ''
        : `, ${signedMoney(gain.quarter.value, gain.currency)} of it this quarter`;
    return `About ${signedMoney(yearly(gain.value), gain.currency)} a year (likely ${formatEstimatedMoney(yearly(low), null)} to ${formatEstimatedMoney(yearly(high), gain.currency)})${quarter}.`;
  }
  const [low, high] = gain.deals_interval;
  const deals = (count: number): string => signedCount(count * monthsAYear);
  return `About ${deals(gain.deals)} won deals a year (likely ${deals(low)} to ${deals(high)}), ${signedCount(gain.quarter.deals)} of them this quarter.`;
}

/** The best lever, or that the first two are about equal. */
export function leverSentence(
  first: NamedLever,
  second: NamedLever | null,
  verdict: 'clear' | 'about_equal',
): string {
  if (verdict === 'about_equal' && second !== null) {
    return `Two levers are about equal: ${first.step} and ${second.step}. ${first.step}: ${lowerFirst(gainSentence(first.gain))} ${second.step}: ${lowerFirst(gainSentence(second.gain))}`;
  }
  const next = second === null ? '' : `; second: ${second.step}`;
  return `Best lever: ${first.step}. ${gainSentence(first.gain)} ${formatSureness(first.probabilityBest)} sure it is the best lever${next}.`;
}

/** Why there is no lever. */
export function noLeverSentence(
  verdict: 'not_enough_data' | 'nothing_under_way' | 'nothing_to_gain',
  lack: { readonly have: number; readonly need: number } | null,
): string {
  switch (verdict) {
    case 'not_enough_data':
      return lack === null
        ? 'Too few decided deals to tell a lever.'
        : `Too few decided deals to tell a lever (${Math.floor(lack.have)} of ${lack.need}).`;
    case 'nothing_under_way':
      return 'No deal is under way and none comes in, so no better rate would bring anything.';
    case 'nothing_to_gain':
      return 'Every rate is where the better colleagues are already.';
  }
}

function signedMoney(amount: string, currency: string | null): string {
  return `${Number(amount) < 0 ? '' : '+'}${formatEstimatedMoney(amount, currency)}`;
}

function signedCount(count: number): string {
  const rounded = Math.abs(count) < 10 ? count.toFixed(1) : count.toFixed(0);
  return `${count < 0 ? '' : '+'}${rounded}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

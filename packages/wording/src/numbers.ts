const noBreakSpace = '\u00a0';

/** `0.345` → `35 %`. */
export function formatPercent(fraction: number): string {
  return `${Math.round(fraction * 100)}${noBreakSpace}%`;
}

/** `[0.24, 0.47]` → `24 to 47 %`. */
export function formatRange([low, high]: readonly [number, number]): string {
  return `${Math.round(low * 100)} to ${formatPercent(high)}`;
}

/** `1204` → `1,204`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-GB', { maximumFractionDigits: 0 });
}

/** `14 of 40`. */
export function formatShare(part: number, whole: number): string {
  return `${formatCount(part)} of ${formatCount(whole)}`;
}

/** `1 deal`, `2 deals`. */
export function formatDeals(count: number): string {
  return `${formatCount(count)} ${Math.round(count) === 1 ? 'deal' : 'deals'}`;
}

/** How sure, in whole percent, and never 0 or 100: nothing is certain. */
export function formatSureness(probability: number): string {
  return formatPercent(Math.min(0.99, Math.max(0.01, probability)));
}

/** `1234567.50` with its currency → `1,234,568 EUR`. */
export function formatMoney(amount: string, currency: string | null): string {
  const rounded = formatCount(Number(amount));
  return currency === null ? rounded : `${rounded}${noBreakSpace}${currency}`;
}

/** An estimate of money, to the two digits that its range leaves anything of: `1234567.50` → `1,200,000 EUR`, `-4520` → `−4,500`. */
export function formatEstimatedMoney(amount: string, currency: string | null): string {
  const rounded = Math.round(Number(Number(amount).toPrecision(2)));
  const text = formatMoney(String(Math.abs(rounded)), currency);
  return rounded < 0 ? `−${text}` : text;
}

/** `0.064` → `+6 points` of a rate. */
export function formatPoints(difference: number): string {
  const points = signedPoints(difference);
  return `${points}${noBreakSpace}${points === '+1' || points === '−1' ? 'point' : 'points'}`;
}

/** `[-0.02, 0.14]` → `−2 to +14`, in points. */
export function formatPointsRange([low, high]: readonly [number, number]): string {
  return `${signedPoints(low)} to ${signedPoints(high)}`;
}

function signedPoints(difference: number): string {
  const points = Math.round(Math.abs(difference) * 100);
  if (points === 0) return '0';
  return `${difference < 0 ? '−' : '+'}${points}`;
}

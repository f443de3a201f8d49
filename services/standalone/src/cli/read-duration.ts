const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Seconds of a duration as people write it (`90s`, `30m`, `12h`, `7d`), or null. */
export function readDuration(text: string): number | null {
  const match = /^(\d{1,9})([smhd])$/.exec(text);
  if (match === null) return null;
  const [, amount = '', unit = ''] = match;
  return Number(amount) * (unitSeconds[unit] ?? 0);
}

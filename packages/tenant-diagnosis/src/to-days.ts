const microsecondsPerDay = 86_400_000_000;

/** Days since 1970-01-01T00:00Z of an instant, fractions included. */
export function toDays(instant: string): number {
  const seconds = Date.parse(`${instant.slice(0, 19)}Z`) / 1000;
  return (seconds * 1_000_000 + Number(instant.slice(20, 26))) / microsecondsPerDay;
}

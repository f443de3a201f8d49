import { useEffect, useState } from 'react';

const longestTimerMs = 86_400_000;

/** The time now; read again when a moment comes that something on the screen waits for. */
export function useNow(moment: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const waitMs = moment === null ? -1 : Date.parse(moment) - now;
    if (waitMs < 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(waitMs + 250, longestTimerMs));
    return () => clearTimeout(timer);
  }, [moment, now]);
  return now;
}

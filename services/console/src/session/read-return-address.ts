const start = '/';

/** Where to go after signing in: only to a page of the console, never to another site. */
export function readReturnAddress(back: string | null): string {
  if (back === null || !back.startsWith('/')) return start;
  const here = 'http://console.invalid';
  try {
    const target = new URL(back, here);
    return target.origin === here && target.pathname !== '/sign-in' ? target.pathname + target.search : start;
  } catch {
    return start;
  }
}

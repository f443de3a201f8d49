import { existsSync } from 'node:fs';
import { testConfig } from './config.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A browser of this machine. Where there is none: an error if servers are required, else undefined, and said aloud. */
export function findChromium(): string | undefined {
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  if (testConfig.requiresServers)
    throw new Error('STEPUP_REQUIRE_SERVERS=1, but there is no Chromium; install chromium');
  console.warn('skipped: there is no Chromium to drive; install chromium');
  return undefined;
}

/** Without these Chromium looks up hosts of its own at every start. */
export const quietChromium = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

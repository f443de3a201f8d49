import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { simulateOrganisation } from './simulate-organisation.ts';

/** Other bytes for the same options are another generator: raise its version together with this digest. */
const published = { version: 1, digest: 'bb70d4043c353937ea4bd8a24f22838657567925f2819d511bb0dadfa9ec1922' };

it('keeps the bytes that its version stands for', () => {
  const { events, truth } = simulateOrganisation({
    seed: 1,
    endsAt: '2026-11-22T06:00:00.000000Z',
    scale: 0.05,
  });
  const hash = createHash('sha256').update(JSON.stringify(truth));
  for (const event of events) hash.update(JSON.stringify(event));
  expect({ version: truth.generator.version, digest: hash.digest('hex') }).toEqual(published);
});

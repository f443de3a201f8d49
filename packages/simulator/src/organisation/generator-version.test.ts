import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { simulateOrganisation } from './simulate-organisation.ts';

/** Other bytes for the same options are another generator: raise its version together with this digest. */
const published = { version: 2, digest: 'adf69111b83b60c68289fecca068f2cb35b8a9b2ed44ba8cd308bf1ec9ca2a3f' };

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

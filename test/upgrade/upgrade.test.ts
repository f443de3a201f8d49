/**
 * What an earlier release wrote, brought to the tables of this one: a backup is loaded at the migration numbers it was made at,
 * every later migration then runs over its rows, and the answers are those the earlier release gave.
 */
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startHttpInstance } from '../contract/http-instance.ts';
import { openCommandLine } from '../support/product/command-line.ts';
import { readReleaseAnswers } from './release-answers.ts';

const folder = fileURLToPath(new URL('releases/', import.meta.url));
const releases = (await readdir(folder)).filter((file) => file.endsWith('.backup.gz'));

describe('a data directory of an earlier release', () => {
  it('was recorded', () => {
    expect(releases.length).toBeGreaterThan(0);
  });

  it.each(releases)('%s', { timeout: 300_000 }, async (release) => {
    const scratch = await mkdtemp(join(tmpdir(), 'stepup-upgrade-'));
    // PostgreSQL's own account passes through here when the tests run as root.
    await chmod(scratch, 0o711);
    try {
      const dataDirectory = join(scratch, 'data');
      const told = await openCommandLine(dataDirectory).outcomeOf(['restore', join(folder, release)]);
      expect(told, told.err).toMatchObject({ exitCode: 0 });
      const product = await startHttpInstance({ dataDirectory });
      try {
        const recorded: unknown = JSON.parse(
          await readFile(join(folder, release.replace('.backup.gz', '.json')), 'utf8'),
        );
        expect(await readReleaseAnswers(product)).toMatchObject(
          recorded instanceof Object ? recorded : { recorded: 'an object' },
        );
      } finally {
        await product.stop();
      }
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });
});

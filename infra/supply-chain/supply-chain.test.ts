import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { isAllowedLicence } from './licences.ts';
import { readInstalledPackages } from './read-installed-packages.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const { allowBuilds } = z
  .object({ allowBuilds: z.record(z.string(), z.boolean()) })
  .parse(parse(read('pnpm-workspace.yaml')));
const installed = readInstalledPackages();

describe('what is built from others', () => {
  it('stands under licences that are allowed, and the rule knows those that are not', () => {
    expect(installed.length).toBeGreaterThan(300);
    const others = installed.filter(({ license }) => !isAllowedLicence(license));
    expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
    for (const refused of ['GPL-3.0', 'AGPL-3.0-only', 'MIT AND GPL-2.0', 'SEE LICENSE IN x', ''])
      expect(isAllowedLicence(refused), refused).toBe(false);
    expect(isAllowedLicence('(GPL-2.0 OR MIT)')).toBe(true);
  });

  it('runs nothing while it is installed but what the workspace names', () => {
    const running = installed.filter(({ runsAtInstall }) => runsAtInstall).map(({ name }) => name);
    expect(running.length).toBeGreaterThan(0);
    expect([...new Set(running)].filter((name) => !(name in allowBuilds))).toEqual([]);
  });

  it('is what the lockfile says, from nowhere else', () => {
    const lockfile = read('pnpm-lock.yaml');
    // The hash of every package, and no address: whichever registry serves it, it is the same.
    expect(/tarball:|https?:\/\//.test(lockfile)).toBe(false);
    const resolutions = lockfile.match(/^ {4}resolution: .+$/gm) ?? [];
    expect(resolutions.filter((line) => !line.includes('integrity: sha512-'))).toEqual([]);
  });
});

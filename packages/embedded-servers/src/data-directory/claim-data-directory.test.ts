import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTemporaryDirectory } from '../testing/temporary-directory.ts';
import { claimDataDirectory } from './claim-data-directory.ts';
import { readInstance } from './instance-record.ts';

const startedAt = '2026-01-01T00:00:00.000000Z';
const MODULE = fileURLToPath(new URL('./claim-data-directory.ts', import.meta.url));

let temporary: Awaited<ReturnType<typeof createTemporaryDirectory>>;
let directory: string;
beforeEach(async () => {
  temporary = await createTemporaryDirectory();
  directory = join(temporary.path, 'data');
});
afterEach(() => temporary.remove());

/** Claims the directory in another process and resolves with what it got; the process stays until killed. */
async function claimElsewhere(): Promise<{ readonly child: ChildProcess; readonly kind: string }> {
  const script = `
    const { claimDataDirectory } = await import(${JSON.stringify(MODULE)});
    const claim = await claimDataDirectory(${JSON.stringify(directory)}, { startedAt: ${JSON.stringify(startedAt)}, httpUrl: 'http://127.0.0.1:1' });
    console.log(claim.kind);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kind = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  return { child, kind };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
}

describe('claimDataDirectory', () => {
  it('claims a new directory, tells others, and gives it back', async () => {
    const claim = await claimDataDirectory(directory, { startedAt });
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    await claim.writeInstance({ startedAt, httpUrl: 'http://127.0.0.1:7000', adminSecret: 'secret' });
    expect(await readInstance(directory)).toEqual({
      kind: 'running',
      instance: { pid: process.pid, startedAt, httpUrl: 'http://127.0.0.1:7000', adminSecret: 'secret' },
    });
    expect((await stat(join(directory, 'instance.json'))).mode & 0o777).toBe(0o600);
    expect(await claimDataDirectory(directory, { startedAt })).toMatchObject({
      kind: 'in_use',
      pid: process.pid,
    });
    await claim.release();
    expect(await readInstance(directory)).toEqual({ kind: 'none' });
    const again = await claimDataDirectory(directory, { startedAt });
    expect(again.kind).toBe('claimed');
    if (again.kind === 'claimed') await again.release();
  });

  it('says what to delete when the lock file holds something else', async () => {
    await mkdir(directory);
    await writeFile(join(directory, 'stepup.lock'), 'x'.repeat(5_000));
    expect(await claimDataDirectory(directory, { startedAt })).toMatchObject({
      kind: 'unusable',
      advice: expect.stringContaining(`Delete ${join(directory, 'stepup.lock')}`),
    });
  });

  it('says who has it, and takes over the moment that process is killed', async () => {
    const { child, kind } = await claimElsewhere();
    expect(kind).toBe('claimed');
    expect(await claimDataDirectory(directory, { startedAt })).toEqual({
      kind: 'in_use',
      pid: child.pid,
      instance: { pid: child.pid, startedAt, httpUrl: 'http://127.0.0.1:1' },
    });
    const gone = ended(child);
    child.kill('SIGKILL');
    await gone;
    expect(await readInstance(directory)).toEqual({ kind: 'none' });
    const claim = await claimDataDirectory(directory, { startedAt });
    expect(claim.kind).toBe('claimed');
    if (claim.kind === 'claimed') await claim.release();
  });

  it('gives the directory to exactly one of many that start at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => claimElsewhere()));
    const exits = all.map(({ child }) => ended(child));
    for (const { child } of all) child.kill('SIGKILL');
    await Promise.all(exits);
    expect(all.map(({ kind }) => kind).toSorted()).toEqual([
      'claimed',
      ...Array.from({ length: 5 }, () => 'in_use'),
    ]);
  });

  it('does not believe a record whose process number has gone to another process', async () => {
    await mkdir(directory);
    const record = { pid: process.pid, startedAt, identity: 'another boot:42' };
    await writeFile(join(directory, 'instance.json'), JSON.stringify(record));
    expect(await readInstance(directory)).toEqual({ kind: 'none' });
  });

  it('refuses a directory with other files, and leaves them alone', async () => {
    await mkdir(directory);
    await writeFile(join(directory, 'thesis.txt'), 'years of work');
    expect(await claimDataDirectory(directory, { startedAt })).toMatchObject({ kind: 'unusable' });
    expect(await readFile(join(directory, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  it('refuses a file in the place of the directory', async () => {
    await writeFile(directory, '');
    expect(await claimDataDirectory(directory, { startedAt })).toMatchObject({ kind: 'unusable' });
  });
});

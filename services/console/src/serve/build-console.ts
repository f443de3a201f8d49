import { spawn } from 'node:child_process';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { consoleDirectory } from './console-directory.ts';

/** What came of {@link buildConsole}. `no_builder`: nothing is built and Vite is not installed, as in an image. */
export type ConsoleBuild =
  { kind: 'up_to_date' } | { kind: 'built'; durationMs: number } | { kind: 'no_builder' };

const consoleRoot = fileURLToPath(new URL('../..', import.meta.url));
const contractsRoot = fileURLToPath(new URL('../../../../packages/contracts/src', import.meta.url));
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json'];

/**
 * Builds the console where `dist` is missing or older than a source; a fresh clone needs no step of its own.
 * `onStart` is called before the seconds that a build takes. Throws if the sources cannot be built.
 */
export async function buildConsole(onStart: () => void = () => {}): Promise<ConsoleBuild> {
  const builtAtMs = await modifiedAtMs(`${consoleDirectory()}/index.html`);
  if (builtAtMs !== null && builtAtMs >= (await newestSourceMs())) return { kind: 'up_to_date' };
  if (!hasVite()) return builtAtMs === null ? { kind: 'no_builder' } : { kind: 'up_to_date' };
  onStart();
  const startedAtMs = performance.now();
  // Built aside and put in place at once: somebody may be served from the old one, or be building as well.
  const aside = `${consoleDirectory()}.${process.pid}`;
  try {
    await runVite(aside);
    await rm(consoleDirectory(), { recursive: true, force: true });
    await rename(aside, consoleDirectory()).catch(async (error: unknown) => {
      if ((await modifiedAtMs(`${consoleDirectory()}/index.html`)) === null) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return { kind: 'built', durationMs: Math.round(performance.now() - startedAtMs) };
}

/** Vite is a development dependency: an image that holds a built console goes without it. */
function hasVite(): boolean {
  try {
    import.meta.resolve('vite');
    return true;
  } catch {
    return false;
  }
}

function runVite(outputDirectory: string): Promise<void> {
  const script = fileURLToPath(new URL('run-vite.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, outputDirectory], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the console cannot be built: its builder ended with ${code}`));
    });
  });
}

async function newestSourceMs(): Promise<number> {
  const times = await Promise.all(
    [...sources.map((name) => `${consoleRoot}/${name}`), contractsRoot].map(newestIn),
  );
  return Math.max(...times);
}

async function newestIn(path: string): Promise<number> {
  const ownMs = (await modifiedAtMs(path)) ?? 0;
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []);
  const times = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => modifiedAtMs(`${entry.parentPath}/${entry.name}`)),
  );
  return Math.max(ownMs, ...times.map((timeMs) => timeMs ?? 0));
}

async function modifiedAtMs(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found === null ? null : found.mtimeMs;
}

import { readdir, stat } from 'node:fs/promises';
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
  const vite = await loadVite();
  if (vite === null) return builtAtMs === null ? { kind: 'no_builder' } : { kind: 'up_to_date' };
  onStart();
  const startedAtMs = performance.now();
  await vite.build({ root: consoleRoot, configFile: `${consoleRoot}/vite.config.ts`, logLevel: 'error' });
  return { kind: 'built', durationMs: Math.round(performance.now() - startedAtMs) };
}

/** Vite is a development dependency: an image that holds a built console goes without it. */
async function loadVite() {
  try {
    return await import('vite');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
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

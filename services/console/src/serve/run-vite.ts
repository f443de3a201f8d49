import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/* Run as a process of its own (`node run-vite.ts OUTPUT`): the builder takes hundreds of megabytes, which end with it. */
const [, , outDir] = process.argv;
if (outDir === undefined) throw new Error('say where to build to');
const root = fileURLToPath(new URL('../..', import.meta.url));
await build({
  root,
  configFile: `${root}/vite.config.ts`,
  logLevel: 'error',
  build: { outDir, emptyOutDir: true },
});

import { buildConsole } from '../src/index.ts';

const build = await buildConsole(() => process.stderr.write('Building the console …\n'));
if (build.kind === 'built') process.stderr.write(`Built in ${(build.durationMs / 1000).toFixed(1)} s.\n`);
if (build.kind === 'up_to_date') process.stderr.write('The built console is up to date.\n');
if (build.kind === 'no_builder') {
  process.stderr.write('Vite is not installed: run `npx --yes pnpm@12 install` first.\n');
  process.exitCode = 1;
}

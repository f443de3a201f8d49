/**
 * Writes the JSON of every board to `generated`, and the alert rules into Grafana's provisioning; with `--check` writes nothing and fails where what is committed differs.
 * With `--tenant NAME --console URL --to DIRECTORY` writes a tenant's copy for Grafana to be provisioned with, and with `--team NAME` besides that of one
 * team, for a folder that only this team's manager may open.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type BoardSettings,
  boards,
  generatedSettings,
  renderAlertRules,
  renderBoard,
} from '../src/index.ts';

const committed = fileURLToPath(new URL('../generated/', import.meta.url));
const alertRulesFile = fileURLToPath(
  new URL('../../infra/grafana/provisioning/alerting/stepup-rules.json', import.meta.url),
);
const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    tenant: { type: 'string', default: generatedSettings.tenant },
    console: { type: 'string', default: generatedSettings.consoleUrl },
    team: { type: 'string' },
    to: { type: 'string', default: committed },
  },
});

const settings: BoardSettings = {
  tenant: options.tenant,
  consoleUrl: options.console.replace(/\/+$/, ''),
  ...(options.team !== undefined && { team: options.team }),
};
const wanted = new Map(
  boards
    .filter(({ isForTeams }) => settings.team === undefined || isForTeams)
    .map((board) => [board.file, renderBoard(board, settings)]),
);
const isCommitted =
  settings.team === undefined &&
  settings.tenant === generatedSettings.tenant &&
  settings.consoleUrl === generatedSettings.consoleUrl;

if (!/^[a-z0-9-]{1,63}$/.test(settings.tenant)) {
  fail(`"${settings.tenant}" is no tenant: lower-case letters, digits and hyphens, at most 63`);
} else if (options.to === committed && !isCommitted) {
  fail('a tenant’s or a team’s own copy needs --to DIRECTORY; generated holds the standard one');
} else if (options.check) {
  if ((await readFile(alertRulesFile, 'utf8').catch(() => '')) !== renderAlertRules())
    fail('the alert rules differ from their source; run dashboards/scripts/generate.ts');
  const present = await readPresent(options.to);
  for (const file of new Set([...wanted.keys(), ...present.keys()])) {
    if (wanted.get(file) !== present.get(file))
      fail(`${file} differs from its source; run dashboards/scripts/generate.ts`);
  }
} else {
  await mkdir(options.to, { recursive: true });
  const strays = options.to === committed ? [...(await readPresent(committed)).keys()] : [];
  for (const file of strays) if (!wanted.has(file)) await rm(join(committed, file));
  for (const [file, text] of wanted) await writeFile(join(options.to, file), text);
  if (options.to === committed) await writeFile(alertRulesFile, renderAlertRules());
}

async function readPresent(directory: string): Promise<Map<string, string>> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.json'));
  const read = files.map(async (file): Promise<[string, string]> => [
    file,
    await readFile(join(directory, file), 'utf8'),
  ]);
  return new Map(await Promise.all(read));
}

function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}

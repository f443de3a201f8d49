/**
 * Records what this release makes, for the test of later releases: a backup of a small product, and what the product answered.
 * Run once before a release that follows migrations: `pnpm exec node test/upgrade/record-release.ts`.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { plan } from '@stepup/contracts';
import { simulateHistory } from '@stepup/simulator';
import { readStoreVersion } from '@stepup/store';
import { readWarehouseVersion } from '@stepup/warehouse';
import { readBodyAs, startHttpInstance } from '../contract/http-instance.ts';
import { openCommandLine } from '../support/product/command-line.ts';
import { readReleaseAnswers, releaseTenant } from './release-answers.ts';

const people = [
  { person_id: 'mia', name: 'Mia', role: 'manager', active: true },
  { person_id: 'rita', name: 'Rita', role: 'rep', active: true, manager_id: 'mia' },
].map((data) => ({
  specversion: '1.0',
  id: `person-${data.person_id}`,
  source: 'release',
  type: 'sales.person.changed.v1',
  time: '2020-01-01T00:00:00Z',
  data,
}));

const moves = [
  { kind: 'choose_skill', skill_id: 'speed_to_lead' },
  { kind: 'state_reason', text: 'Answers to Monday leads come on Wednesdays.', numbers: [] },
];

const product = await startHttpInstance();
try {
  await product.send(releaseTenant, [...simulateHistory(4).events, ...people]);
  const token = await product.tokenOf(releaseTenant, { person: 'mia' });
  const post = (path: string, key: string, body: unknown, etag?: string) =>
    product.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(etag === undefined ? {} : { 'if-match': etag }),
      },
    });
  const opened = await post('/v1/plans', 'open', { rep_id: 'rita', month: '2026-05', basis: 'own_wish' });
  const { id } = readBodyAs(plan, opened);
  for (const move of moves) {
    const now = await product.get(releaseTenant, `/v1/plans/${id}`, token);
    const etag = now.headers.get('etag') ?? '';
    readBodyAs(plan, await post(`/v1/plans/${id}/transitions`, move.kind, move, etag));
  }
  const number = (version: number) => String(version).padStart(4, '0');
  const name = `store-${number(await readStoreVersion())}-warehouse-${number(await readWarehouseVersion())}`;
  const path = fileURLToPath(new URL(`releases/${name}`, import.meta.url));
  const commands = openCommandLine(product.commandEnvironment['STEPUP_DATA_DIR'] ?? '');
  const told = await commands.outcomeOf(['backup', `${path}.backup.gz`]);
  if (told.exitCode !== 0) throw new Error(told.err);
  await writeFile(`${path}.json`, `${JSON.stringify(await readReleaseAnswers(product), null, 2)}\n`);
  process.stdout.write(told.out);
} finally {
  await product.stop();
}

/**
 * Schemathesis makes up requests from the OpenAPI document, with tokens of two tenants and five roles: no answer is a server
 * error, has a status or a shape that the document does not name, or holds a word of the other tenant.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpInstance, startHttpInstance } from '../contract/http-instance.ts';
import { testConfig } from '../support/config.ts';
import { findSchemathesis } from './find-schemathesis.ts';
import { type FilledTenant, fillTenant } from './fill-tenant.ts';

const program = findSchemathesis();
const seed = 20_261_129;
const seconds = 150;
const here = fileURLToPath(new URL('.', import.meta.url));
/** In texts and names alone: ids of the other tenant are sent on purpose, and a refusal may say them back. */
const planted = { north: 'Quokkafels', south: 'Tapirgrund' } as const;

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'nothing_of_another_tenant',
];

describe.skipIf(program === undefined)('every route, whatever it is asked', () => {
  let product: HttpInstance;
  let folder: string;
  beforeAll(async () => {
    product = await startHttpInstance();
    folder = await mkdtemp(join(tmpdir(), 'stepup-openapi-'));
  }, 240_000);
  afterAll(async () => {
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it(`answers as documented and of its own tenant alone (seed ${seed})`, async () => {
    const tenants: FilledTenant[] = [];
    for (const [tenant, word] of Object.entries(planted)) {
      tenants.push(await fillTenant(product, tenant, { names: word, texts: word }));
    }
    const settingFile = join(folder, 'setting.json');
    await writeFile(
      settingFile,
      JSON.stringify({
        seed,
        planted,
        bearers: tenants.flatMap(({ bearers }) => bearers),
        pool: {
          people: tenants.flatMap(({ people }) => people),
          plans: tenants.flatMap(({ byRoot }) => byRoot.plans),
          byRoot: mergeRoots(tenants),
        },
        leaveIdsOf: ['erasePerson'],
      }),
    );
    const documentFile = join(folder, 'openapi.json');
    const document = await product.request('/openapi.json', {});
    await writeFile(documentFile, JSON.stringify(withoutTuples(document.body)));
    const { code, output } = await run(
      [
        'run',
        documentFile,
        '--url',
        product.url,
        '--checks',
        checks.join(','),
        '--seed',
        String(seed),
        '--phases',
        'examples,coverage,fuzzing',
        '--max-time',
        String(seconds),
        '--workers',
        '1',
        '--continue-on-failure',
        '--no-shrink',
        '--no-color',
        '--warnings',
        'off',
        '--request-timeout',
        '60',
        '--suppress-health-check',
        'all',
        '--exclude-path-regex',
        '^/(healthz|readyz|metrics)',
      ],
      {
        PYTHONDONTWRITEBYTECODE: '1',
        STEPUP_FUZZ_SETTING: settingFile,
        SCHEMATHESIS_HOOKS: 'hooks',
        PYTHONPATH: here,
      },
    );
    expect(code, output).toBe(0);
    // A run that could ask nothing would find nothing.
    const generated = Number(/([\d,]+) generated/.exec(output)?.[1]?.replaceAll(',', '') ?? 0);
    expect(generated, output).toBeGreaterThan(1_000);
  }, 600_000);

  function run(
    given: string[],
    environment: Record<string, string>,
  ): Promise<{ code: number; output: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(program ?? '', given, {
        cwd: folder,
        env: { PATH: testConfig.commandPath, HOME: testConfig.home, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      const keep = (chunk: Buffer): void => void (output += chunk.toString());
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      child.once('error', reject);
      child.once('exit', (exitCode) => resolve({ code: exitCode ?? 1, output }));
    });
  }
});

function mergeRoots(tenants: readonly FilledTenant[]): Record<string, string[]> {
  const merged: Record<string, string[]> = {};
  for (const { byRoot } of tenants) {
    for (const [root, ids] of Object.entries(byRoot)) merged[root] = [...(merged[root] ?? []), ...ids];
  }
  return merged;
}

/**
 * Tuples as lists of any of their members: Schemathesis 4.32 writes `prefixItems` of answers as the `items` of an older draft and then finds the
 * schema wrong. How many members there are is still checked.
 */
function withoutTuples(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutTuples);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, value]) => [name, withoutTuples(value)] as const);
  const members = entries.find(([name]) => name === 'prefixItems')?.[1];
  if (members === undefined) return Object.fromEntries(entries);
  return {
    ...Object.fromEntries(entries.filter(([name]) => name !== 'prefixItems')),
    items: { anyOf: members },
  };
}

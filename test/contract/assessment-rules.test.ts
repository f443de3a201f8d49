import { assessmentRulesAnswer, assessmentRulesCheck, assessmentRulesListAnswer } from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';

let product: HttpInstance;
beforeAll(async () => {
  product = await startHttpInstance();
  for (const tenant of ['own', 'other']) {
    await product.send(tenant, [
      {
        specversion: '1.0',
        id: 'rep',
        source: 'test',
        type: 'sales.person.changed.v1',
        time: '2025-01-01T00:00:00Z',
        data: { person_id: 'r1', name: 'R', role: 'rep', active: true },
      },
    ]);
  }
});
afterAll(() => product.stop());

const path = '/v1/assessment-rules/rep-manager';

async function send(
  text: string,
  options: { person?: string; version?: number; check?: boolean } = {},
): Promise<Answer> {
  const { person = 'ops-1', version, check = false } = options;
  return product.request(check ? `${path}/checks` : path, {
    method: check ? 'POST' : 'PUT',
    body: JSON.stringify({ text }),
    headers: {
      authorization: `Bearer ${await product.tokenOf('own', { person })}`,
      'content-type': 'application/json',
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
}

const read = async (tenant: string, query = '') =>
  readBodyAs(assessmentRulesAnswer, await product.get(tenant, `${path}${query}`));

describe('assessment rules', () => {
  it('are those of the product until somebody writes others, one set a pair', async () => {
    const { items } = readBodyAs(assessmentRulesListAnswer, await product.get('own', '/v1/assessment-rules'));
    expect(items.map(({ pair, version, problems }) => [pair, version, problems])).toEqual([
      ['rep-manager', 0, []],
      ['manager-director', 0, []],
      ['director-board', 0, []],
    ]);
    expect((await product.get('own', '/v1/assessment-rules/rep-board')).status).toBe(404);
  });

  it('refuse a rule that judges a person’s rate, by name and at its line', async () => {
    const { text } = await read('own');
    const judging = text.replace('cycles_learned]', 'step_up_rate]');
    const line = judging.split('\n').findIndex((written) => written.includes('step_up_rate')) + 1;
    const check = readBodyAs(assessmentRulesCheck, await send(judging, { check: true }));
    expect(check.problems).toMatchObject([{ line, path: 'criteria[4].evidence[1]' }, { line: line + 1 }]);
    const refused = await send(judging, { version: 0 });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain(`line ${line}, column`);
    expect(JSON.stringify(refused.body)).toContain('never a person’s rate');
    expect((await read('own')).version).toBe(0);
  });

  it('are written by operations alone, at the version they were read at; they count from next month', async () => {
    const { text } = await read('own');
    const changed = text.replace('working_day: 3', 'working_day: 5');
    const refusals = [
      await send(changed, { person: 'r1', version: 0 }),
      await send(changed),
      await send(changed, { version: 3 }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([403, 428, 412]);
    const saved = readBodyAs(assessmentRulesAnswer, await send(changed, { version: 0 }));
    expect(saved).toMatchObject({ version: 1, text: changed, written_by: 'ops-1' });
    const written = saved.written_at ?? '';
    const next = new Date(Date.UTC(Number(written.slice(0, 4)), Number(written.slice(5, 7)), 1));
    expect(saved.counts_from).toBe(next.toISOString().slice(0, 7));
    expect((await read('own', '?version=0')).text).toBe(text);
    expect((await read('own', '?version=1')).text).toBe(changed);
    expect((await product.get('own', `${path}?version=2`)).status).toBe(404);
    expect((await read('other')).version).toBe(0);
  });
});

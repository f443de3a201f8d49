import {
  type PlaybookAnswer,
  playbookAnswer,
  playbookCheck,
  playbooksAnswer,
  skillsAnswer,
} from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';

let product: HttpInstance;
beforeAll(async () => {
  product = await startHttpInstance();
  for (const tenant of ['own', 'other']) {
    const stages = [
      { stage_id: 'first', name: 'Lead', position: 1 },
      { stage_id: 'second', name: 'Zweitens', position: 2 },
      { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
      { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
    ];
    await product.send(tenant, [
      event('pipeline', 'sales.pipeline.defined.v1', { pipeline_id: 'p', name: 'p', stages }),
      event('rep', 'sales.person.changed.v1', { person_id: 'r1', name: 'R', role: 'rep', active: true }),
    ]);
  }
});
afterAll(() => product.stop());

function event(id: string, type: string, data: object) {
  return { specversion: '1.0', id, source: 'test', type, time: '2025-01-01T00:00:00Z', data };
}

async function send(
  method: 'POST' | 'PUT',
  path: string,
  text: string,
  options: { tenant?: string; person?: string; version?: number } = {},
): Promise<Answer> {
  const { tenant = 'own', person = 'ops-1', version } = options;
  return product.request(path, {
    method,
    body: JSON.stringify({ text }),
    headers: {
      authorization: `Bearer ${await product.tokenOf(tenant, { person })}`,
      'content-type': 'application/json',
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
}

const read = async (tenant: string, version: string): Promise<PlaybookAnswer> =>
  readBodyAs(playbookAnswer, await product.get(tenant, `/v1/playbooks/${version}`));

const current = '/v1/playbooks/current';

describe('the playbook', () => {
  it('is the one of the product until somebody writes one, and says what each stage is', async () => {
    const answer = await product.get('own', current);
    expect(answer.headers.get('etag')).toBe('"0"');
    const { version, problems, stages } = readBodyAs(playbookAnswer, answer);
    expect([version, problems]).toEqual([0, []]);
    expect(stages).toMatchObject([
      { stage_id: 'first', step_id: 'lead', known: 'by_name' },
      { stage_id: 'second', step_id: 'contacted', known: 'by_position' },
    ]);
  });

  it('is written by operations alone, at the version it was read at, and every version stays', async () => {
    const { text } = await read('own', 'current');
    const changed = text
      .replace('Answers a new lead within one working hour', 'Answers a new lead before lunch')
      .concat('\nstages:\n  - { pipeline: p, stage: second, step: proposal }\n');
    const refusals = [
      await send('PUT', current, changed, { person: 'r1', version: 0 }),
      await send('PUT', current, changed),
      await send('PUT', current, changed, { version: 3 }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([403, 428, 412]);

    const check = readBodyAs(playbookCheck, await send('POST', '/v1/playbooks/checks', changed));
    expect(check.problems).toEqual([]);
    expect(check.changes).toEqual([
      expect.objectContaining({ kind: 'changed', what: 'skill', id: 'speed_to_lead' }),
      expect.objectContaining({
        what: 'stage',
        name: 'Zweitens',
        from: 'Contacted to qualified case',
        to: 'Proposal to negotiation',
      }),
    ]);

    const saved = await send('PUT', current, changed, { version: 0 });
    expect([saved.status, saved.headers.get('etag')]).toEqual([200, '"1"']);
    expect(await read('own', 'current')).toMatchObject({ version: 1, text: changed, written_by: 'ops-1' });
    expect((await read('own', '0')).text).toBe(text);
    const { items } = readBodyAs(playbooksAnswer, await product.get('own', '/v1/playbooks'));
    expect(items.map(({ version }) => version)).toEqual([1, 0]);
    const skills = readBodyAs(skillsAnswer, await product.get('own', '/v1/skills')).items;
    expect(skills.find(({ id }) => id === 'speed_to_lead')?.behaviours).toContain(
      'Answers a new lead before lunch',
    );
    expect(skills.find(({ id }) => id === 'presenting')?.stages).toEqual([
      { pipeline_id: 'p', stage_id: 'second' },
    ]);
  });

  it('of another tenant is neither read nor changed by that', async () => {
    expect((await read('other', 'current')).version).toBe(0);
    expect((await product.get('other', '/v1/playbooks/1')).status).toBe(404);
    const { items } = readBodyAs(playbooksAnswer, await product.get('other', '/v1/playbooks'));
    expect(items).toHaveLength(1);
  });

  it('with a fault is refused at its line, and nothing changes', async () => {
    const { text, version } = await read('own', 'current');
    const broken = text.replace('indicator: worked_within_day', 'indicator: worked_within_days');
    const line = broken.slice(0, broken.indexOf('worked_within_days')).split('\n').length;
    const check = readBodyAs(playbookCheck, await send('POST', '/v1/playbooks/checks', broken));
    expect(check.problems).toEqual([
      expect.objectContaining({ line, message: expect.stringContaining('did you mean worked_within_day?') }),
    ]);
    const refused = await send('PUT', current, broken, { version });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      code: 'invalid_body',
      detail: expect.stringContaining(`line ${line},`),
    });
    expect((await read('own', 'current')).version).toBe(version);
    expect((await product.get('own', '/v1/playbooks/newest')).status).toBe(404);
  });
});

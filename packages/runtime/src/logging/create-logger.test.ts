import { describe, expect, it } from 'vitest';
import { createLogger } from './create-logger.ts';
import type { LogLevel } from './create-logger.ts';

function recorder(level: LogLevel = 'info') {
  const lines: string[] = [];
  const log = createLogger({
    service: 'gateway',
    level,
    destination: { write: (line) => void lines.push(line) },
  });
  return { log, lines, text: () => lines.join('') };
}

const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJyZXAtMSJ9.c2lnbmF0dXJl';

describe('createLogger', () => {
  it('writes one JSON object a line with level, time and service', () => {
    const { log, lines } = recorder();
    log.info({ tenant: 'acme', events: 3 }, 'taken');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      service: 'gateway',
      msg: 'taken',
      tenant: 'acme',
      events: 3,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  it('keeps quiet below its level', () => {
    const { log, lines } = recorder('warn');
    log.info('nothing');
    expect(lines).toEqual([]);
  });

  it.each([
    ['a header', { headers: { authorization: `Bearer ${token}`, accept: 'x' } }],
    ['a deep password', { a: { b: { c: { password: 'hunter2' } } } }],
    ['a secret in a list', { list: [{ clientSecret: 'hunter2' }] }],
    ['a token by another name', { access_token: 'hunter2', refreshToken: 'hunter2' }],
    ['a token as a plain text', { note: `got ${token}` }],
    ['an address with a password', { url: 'postgres://stepup:hunter2@db:5432/x' }],
    ['an error that quotes an address', { err: new Error('cannot reach redis://:hunter2@cache:6379') }],
    ['a cause', { err: new Error('outer', { cause: new Error(`Bearer ${token}`) }) }],
    ['a field of an error', { err: Object.assign(new Error('x'), { config: { apiKey: 'hunter2' } }) }],
  ])('takes credentials out of %s', (_name, fields) => {
    const { log, text } = recorder();
    log.error(fields, 'failed');
    expect(text()).toContain('[redacted]');
    expect(text()).not.toContain('hunter2');
    expect(text()).not.toContain(token);
  });

  it('takes credentials out of messages and out of what children bind by name', () => {
    const { log, text } = recorder();
    log.info(`Bearer ${token}`);
    log.child({ token, requestId: 'r1' }).info('x');
    expect(text()).not.toContain(token);
    expect(text()).toContain('r1');
  });

  it('keeps what makes an error useful', () => {
    const { log, lines } = recorder();
    log.error({ err: Object.assign(new TypeError('broken'), { code: 'E1' }) }, 'failed');
    const line: unknown = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({ err: { type: 'TypeError', message: 'broken', code: 'E1' } });
    expect(JSON.stringify(line)).toContain('create-logger.test.ts');
  });

  it('keeps tokens of insert deduplication, circular values and big numbers from harming a line', () => {
    const { log, lines } = recorder();
    const circular: Record<string, unknown> = { n: 1n, insert_deduplication_token: 't-1' };
    circular['self'] = circular;
    log.info({ circular, bytes: new Uint8Array(3) }, 'x');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      circular: { n: '1', insert_deduplication_token: 't-1', self: '[circular]' },
      bytes: '[3 bytes]',
    });
  });
});

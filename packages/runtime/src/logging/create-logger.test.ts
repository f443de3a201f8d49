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
    ['one of several errors', { err: new AggregateError([new Error(`Bearer ${token}`)]) }],
    ['an error that quotes what was bound', { err: new Error('Failed query: select $1\nparams: hunter2') }],
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

  it('says name, code and message of an error and of its cause, and nothing that hangs on them', () => {
    const { log, lines, text } = recorder();
    const client = { connectionParameters: { user: 'stepup_app', host: '127.0.0.1' }, password: 'hunter2' };
    const lost = Object.assign(new Error('terminating connection'), {
      code: '57P01',
      detail: 'a row',
      client,
    });
    const err = Object.assign(new TypeError('broken', { cause: lost }), { code: 'E1', client });
    log.child({ requestId: 'r1' }).error({ err, others: [lost] }, 'failed');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      err: {
        type: 'TypeError',
        message: 'broken',
        code: 'E1',
        cause: { type: 'Error', message: 'terminating connection', code: '57P01' },
      },
    });
    for (const secret of ['hunter2', 'stepup_app', 'a row', 'connectionParameters'])
      expect(text()).not.toContain(secret);
  });

  it('says where an error came from that has no code, since it may be a bug', () => {
    const { log, lines, text } = recorder();
    log.error({ err: new TypeError('broken') }, 'failed');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      err: { stack: expect.stringMatching(/^ {4}at .*create-logger\.test\.ts/) },
    });
    expect(text().split('broken')).toHaveLength(2);
  });

  it('bounds a message that quotes a whole statement, and a chain that bites its own tail', () => {
    const { log, text } = recorder();
    const err = new Error('x'.repeat(100_000));
    err.cause = err;
    log.error({ err }, 'failed');
    expect(text().length).toBeLessThan(60_000);
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

import { connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isStoreAway } from './is-store-away.ts';

const withCode = (code: unknown): Error => Object.assign(new Error('refused'), { code });

describe('isStoreAway', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P03', '08006', '08P01'])('knows %s', (code) => {
    expect(isStoreAway(withCode(code))).toBe(true);
    expect(isStoreAway(new Error('Failed query', { cause: withCode(code) }))).toBe(true);
  });

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
    'knows %j',
    (message) => {
      expect(isStoreAway(new Error(message))).toBe(true);
    },
  );

  it('knows what a closed port answers', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await new Promise((resolve) => server.close(resolve));
    const error = await new Promise((resolve) => connect(address.port, '127.0.0.1').once('error', resolve));
    expect(isStoreAway(error)).toBe(true);
  });

  it.each([
    ['a bug', new TypeError('x is undefined')],
    ['a broken rule', withCode('23505')],
    ['a statement that took too long', withCode('57014')],
    ['an engine that refuses', withCode('60')],
    ['no error', 'ECONNREFUSED'],
  ])('leaves %s to the handler of bugs', (_name, error) => {
    expect(isStoreAway(error)).toBe(false);
  });

  it('ends on a chain that bites its own tail', () => {
    const error = new Error('one');
    error.cause = error;
    expect(isStoreAway(error)).toBe(false);
  });
});
